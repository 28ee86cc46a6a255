// A model as a JavaScript module without dependencies, and its declarations for TypeScript. The module is text that is
// made of JSON and of the fixed code below, so no name in a model can become code.

import { columnsOf, combinationsOf, type Model, type Table } from 'bridle/learn';
import { plainFeatures } from './cannot-export.ts';

const code = `
/** The class and the class probabilities of a row, an object with a key for each column. */
export function predict(row) {
  const z = [...intercepts];
  const add = (j, x) => z.forEach((_, k) => { z[k] += weights[k][j] * x; });
  let at = 0;
  const read = [];
  for (const { name, levels, fill, mean, scale, hasMissing } of columns) {
    if (!Object.hasOwn(row, name)) throw new TypeError(\`The row has no "\${name}"; give null for a missing value.\`);
    const cell = row[name];
    if (levels) {
      const text = cell == null ? '' : String(cell);
      let code = levels.indexOf(text);
      if (code < 0) code = levels.indexOf(text.trim());
      if (code < 0 && hasMissing && blanks.includes(text.trim())) code = levels.length;
      if (code >= 0) add(at + code, 1);
      read.push(code);
      at += levels.length;
    } else {
      const isMissing = cell == null || Number.isNaN(cell);
      if (!isMissing && !Number.isFinite(cell)) throw new TypeError(\`"\${name}" must be a finite number or null.\`);
      const x = isMissing ? fill : Number(cell);
      add(at, (x - mean) / scale);
      read.push(x);
      at += 1;
      if (hasMissing && isMissing) add(at, 1);
    }
    if (hasMissing) at += 1;
  }PRODUCTS
  const probabilities = CALIBRATED;
  const probability = Math.max(...probabilities);
  return { predicted: classes[probabilities.indexOf(probability)], probability, probabilities };
}

function softmax(z) {
  const top = Math.max(...z);
  const e = z.map((x) => Math.exp(x - top));
  const sum = e.reduce((a, b) => a + b);
  return e.map((x) => x / sum);
}
`;

const productCode = `
  for (const { numbers, parts } of products) {
    const product = numbers.reduce((x, column) => x * read[column], 1);
    for (const { places, mean, scale } of parts) {
      const isHere = places.every(([column, code]) => read[column] === code);
      add(at, ((isHere ? product : 0) - mean) / scale);
      at += 1;
    }
  }`;

const maps = {
  temperature: 'softmax(z.map((x) => x / calibration.temperature))',
  vector: 'softmax(z.map((x, k) => calibration.scale[k] * x + calibration.shift[k]))',
  dirichlet: 'dirichlet(z)',
  isotonic: 'isotonic(softmax(z))',
};

const helpers: Record<string, string> = {
  dirichlet: `
function dirichlet(z) {
  const top = Math.max(...z);
  const shift = top + Math.log(z.reduce((sum, x) => sum + Math.exp(x - top), 0));
  const { weights: w, intercepts: b } = calibration;
  return softmax(b.map((start, k) => z.reduce((sum, x, l) => sum + w[k * z.length + l] * (x - shift), start)));
}
`,
  isotonic: `
function isotonic(p) {
  const heights = calibration.curves.map(({ x, y }, k) => {
    const i = x.findIndex((knot) => p[k] < knot);
    if (i < 0) return y[y.length - 1];
    return i === 0 ? y[0] : y[i - 1] + ((p[k] - x[i - 1]) / (x[i] - x[i - 1])) * (y[i] - y[i - 1]);
  });
  const sum = heights.reduce((a, b) => a + b);
  return heights.map((height) => (sum === 0 ? 1 / p.length : height / sum));
}
`,
};

/** The text of the module. */
export function javascriptModule(model: Model): string {
  const { calibration } = model;
  const width = model.weights.length / model.classes.length;
  const rows = model.classes.map((_, k) => [...model.weights.subarray(k * width, (k + 1) * width)]);
  const columns = plainFeatures(model).map(({ kind: _, ...feature }) => feature);
  const products = productsOf(model);
  const constants: [string, unknown][] = [
    ['columns', columns],
    ...(products.length === 0 ? [] : [['products', products] as [string, unknown]]),
    ['blanks', ['', ...(model.reading.missing ?? ['NA'])].map((word) => word.trim())],
    ['weights', rows],
    ['intercepts', [...model.intercepts]],
    ...(calibration === null ? [] : [['calibration', calibration] as [string, unknown]]),
  ];
  const head = constants.map(([name, value]) => `const ${name} = ${asCode(value)};\n`).join('');
  const classes = `/** The classes, in the order of the probabilities. */\nexport const classes = ${asCode(model.classes)};\n`;
  const map = calibration === null ? 'softmax(z)' : maps[calibration.method];
  const helper = calibration === null ? '' : (helpers[calibration.method] ?? '');
  return `// Written by bridle export.\n${classes}${head}${code.replace('PRODUCTS', () => (products.length === 0 ? '' : productCode)).replace('CALIBRATED', () => map)}${helper}`;
}

/** The products by the places of their columns: those of numbers, and for each feature the code of each category. */
function productsOf({ recipe }: Model) {
  const columns = columnsOf(recipe);
  return recipe.features.flatMap((feature) => {
    if (feature.kind !== 'product') return [];
    const factors = feature.factors.map((name) => columns.findIndex((column) => column.name === name));
    const numbers = factors.filter((column) => columns[column].kind === 'numeric');
    const categories = factors.filter((column) => columns[column].kind === 'categorical');
    const parts = combinationsOf(feature, recipe).map((codes, i) => {
      const part = feature.parts[i];
      const { mean, scale } = part?.kind === 'numeric' ? part : { mean: 0, scale: 1 };
      return { places: codes.map((code, c) => [categories[c], code]), mean, scale };
    });
    return { numbers, parts };
  });
}

/** The declarations of the module. */
export function javascriptDeclarations(model: Model): string {
  const keys = plainFeatures(model).map((feature) => {
    const known =
      feature.kind === 'numeric' ? ['number'] : [...feature.levels.map((level) => asCode(level)), 'string & {}'];
    return `  ${asCode(feature.name)}: ${known.join(' | ')} | null;\n`;
  });
  const names = model.classes.map((name) => asCode(name)).join(' | ');
  return `// Written by bridle export.
/** A row: a value for each column, null where it is missing. */
export type Row = {
${keys.join('')}};
export type Class = ${names};
/** The classes, in the order of the probabilities. */
export declare const classes: readonly Class[];
/** The class and the class probabilities of a row. */
export declare function predict(row: Row): { predicted: Class; probability: number; probabilities: number[] };
`;
}

/** JSON as code: `__proto__` stays a key by the brackets, and the two line ends of JavaScript alone are escaped. */
function asCode(value: unknown): string {
  return JSON.stringify(value).replace(/[\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16)}`);
}

/** The probabilities that the module itself gives, imported from its text. */
export async function javascriptProbabilities(text: string, table: Table): Promise<Float64Array> {
  const url = `data:text/javascript;base64,${Buffer.from(text).toString('base64')}`;
  const { predict } = (await import(/* @vite-ignore */ url)) as {
    predict: (row: Record<string, unknown>) => { probabilities: number[] };
  };
  const parts = Array.from({ length: table.rows }, (_, row) => predict(rowOf(table, row)).probabilities);
  return Float64Array.from(parts.flat());
}

function rowOf(table: Table, row: number): Record<string, unknown> {
  const cells = table.columns.map((column): [string, unknown] => {
    if (column.kind === 'categorical') return [column.name, column.levels[column.codes[row]] ?? null];
    const value = column.values[row];
    return [column.name, Number.isNaN(value) && row % 2 === 0 ? null : value];
  });
  return Object.fromEntries(cells);
}
