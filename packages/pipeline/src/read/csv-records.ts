// The first records of a CSV file, parsed here because DuckDB's sniffer accepts ragged files (by other delimiters or skipped
// lines) and renames duplicate columns, while we refuse both. Text is one character per byte: delimiters are ASCII.

/** The cells of a record, unquoted, and where the next record begins. */
export type CsvRecord = { cells: string[]; end: number };

/** The records of a text from `start` on, at most `limit`; blank lines count as records without cells. */
export function recordsOf(text: string, start: number, delimiter: string, limit: number): CsvRecord[] {
  const records: CsvRecord[] = [];
  for (let at = start; records.length < limit && at < text.length; ) {
    const found = record(text, at, delimiter);
    records.push(found.cells.length === 1 && found.cells[0].trim() === '' ? { ...found, cells: [] } : found);
    at = found.end;
  }
  return records;
}

function record(text: string, start: number, delimiter: string): CsvRecord {
  const cells: string[] = [];
  let cell = '';
  let blank = true; // whether the cell holds nothing but spaces
  let quoted = false;
  let i = start;
  for (; i < text.length; i += 1) {
    const c = text[i];
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else quoted = false;
    } else if (c === '"' && blank) {
      quoted = true;
      blank = false;
      cell = '';
    } else if (c === delimiter) {
      cells.push(cell);
      cell = '';
      blank = true;
    } else if (c === '\n' || c === '\r') break;
    else {
      cell += c;
      blank &&= c.trim() === '';
    }
  }
  cells.push(cell);
  return { cells, end: text.startsWith('\r\n', i) ? i + 2 : i + 1 };
}

/** In order of preference if two fit equally well. */
const DELIMITERS = [',', ';', '\t', '|'];

/** The delimiter that splits the most of the first records into as many cells; of equals, the one with most cells. */
export function chooseDelimiter(text: string, start: number): string {
  let best = DELIMITERS[0];
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const counts = recordsOf(text, start, delimiter, SAMPLE).map(({ cells }) => cells.length);
    const cells = commonest(counts);
    const agreeing = counts.filter((count) => count === cells).length;
    const score = cells < 2 ? 0 : agreeing + cells / (cells + 1);
    if (score > bestScore) [best, bestScore] = [delimiter, score];
  }
  return best;
}

const SAMPLE = 33;

/** The number of cells that most records have, of equals the one that the first has; blank lines do not count. */
function commonest(counts: readonly number[]): number {
  const seen = new Map<number, number>();
  for (const count of counts) if (count > 0) seen.set(count, (seen.get(count) ?? 0) + 1);
  let best = 0;
  for (const [count, times] of seen) if (times > (seen.get(best) ?? 0)) best = count;
  return best;
}
