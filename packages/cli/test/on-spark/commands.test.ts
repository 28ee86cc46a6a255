import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readModel } from '@bridle/pipeline';
import { openSession, parseAddress, type Session } from '@bridle/spark';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openSpark } from '../../../../scripts/spark.mjs';
import { root } from '../helpers/bin.ts';
import { call } from '../helpers/call.ts';

const server = process.env.BRIDLE_SPARK_SERVER ?? '';
const token = process.env.SPARK_CONNECT_AUTHENTICATE_TOKEN ?? '';
const folder = mkdtempSync(join(tmpdir(), 'bridle-on-spark-'));
const schema = `cli_${process.pid}`;
const csv = join(root, 'examples/penguins/penguins.csv');
const options = `path '${csv}', header 'true', inferSchema 'true', nullValue 'NA'`;
/** Three million rows, whose fit takes minutes here. */
const large = `SELECT id % 3 AS y, ${Array.from({ length: 12 }, (_, j) => `sin(id * ${j + 1.7}) + id % ${j + 2} AS x${j}`).join(', ')} FROM range(3000000)`;

let session: Session;
beforeAll(async () => {
  session = await openSession(parseAddress(`sc://${server}`, process.env).address);
  await session.run(`CREATE SCHEMA ${schema}`);
  await session.run(`CREATE TABLE ${schema}.penguins USING csv OPTIONS (${options})`);
  await session.run(`CREATE VIEW ${schema}.large AS ${large}`);
});
afterAll(async () => {
  await session?.run(`DROP SCHEMA ${schema} CASCADE`);
  await session?.close();
  rmSync(folder, { recursive: true, force: true });
});

const model = join(folder, 'penguins.json');
const train = (table: string, ...rest: string[]) =>
  call(['train', table, '--target', 'species', '--out', model, ...rest]);

/** The command of the build in a process of its own; `when` is called with what it has said. */
async function started(args: string[], when: (said: string) => boolean, then: () => unknown) {
  const child = spawn(process.execPath, [join(root, 'packages/cli/bin/bridle.js'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let acted: Promise<unknown> | undefined;
  let at = 0;
  const act = () => {
    at = performance.now();
    acted ??= Promise.resolve(then.call(null));
    return acted;
  };
  child.stderr.on('data', (data) => {
    said += data;
    if (!acted && when(said)) setTimeout(act, 300);
  });
  const interrupt = () => child.kill('SIGINT');
  const ended = once(child, 'exit') as Promise<[number]>;
  return { interrupt, ended: ended.then(([code]) => ({ code, said, ms: performance.now() - at })) };
}

describe('bridle train sc://HOST/TABLE', () => {
  test('trains, prints the certificate, and the server scores with the model', async () => {
    const { code, out, err } = await train(`sc://${server}/${schema}.penguins;token=${token}`, '--C', '2');
    expect({ code, lines: err.split('\n').filter((line) => line !== '' && !line.startsWith('Spark · ')) }).toEqual({
      code: 0,
      lines: [],
    });
    expect(out).toContain(`sc://${server}/${schema}.penguins · 344 rows`);
    expect(out).toMatch(/Spark MLlib · \d+ iterations · SQL · \d pass(es)? over the\s+table/);
    expect(out).toMatch(/optimum +\|gradient\|∞ \d\.\de-/);
    expect(out).not.toContain(token);
    expect(existsSync(model)).toBe(true);
    expect((await readModel(model)).classes).toEqual(['Adelie', 'Chinstrap', 'Gentoo']);

    const predict = (...rest: string[]) => call(['predict', model, `sc://${server}/${schema}.penguins`, ...rest]);
    const scored = await predict('--into', `${schema}.scored`, '--keep', 'all');
    expect({ code: scored.code, out: scored.out }).toEqual({ code: 0, out: '' });
    expect(scored.err).toContain(`344 rows → sc://${server}/${schema}.scored\n`);
    const [{ n }] = await session.rows(`SELECT count(*) AS n FROM ${schema}.scored WHERE predicted = species`);
    expect(Number(n)).toBeGreaterThan(335);
    const again = await predict('--into', `${schema}.scored`);
    expect(again).toMatchObject({ code: 2, out: '' });
    expect(again.err).toContain('already (TABLE_OR_VIEW_ALREADY_EXISTS, SQLSTATE 42P07); give another name');
    expect((await predict('--into', `${schema}.scored`, '--lang', 'ko')).err).toContain('테이블이 이미 있습니다');
  });

  test('prints one document with --json, and says that the iterations ran out', async () => {
    const { code, out, err } = await train(
      `sc://${server}/${schema}.penguins`,
      '--l2',
      '0',
      '--max-iterations',
      '2',
      '--json',
    );
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ rows: 344, converged: false, iterations: 2, hitMaxIterations: true });
    expect(err).toContain("Spark's fit stopped at the maximum of 2 iterations");
  });

  test.each([
    ['penguin', [], 2, `has no table ${schema}.penguin (TABLE_OR_VIEW_NOT_FOUND, SQLSTATE 42P01).`],
    ['penguins', ['--drop', 'islnd'], 2, `${schema}.penguins has no column "islnd"; the nearest name is "island".`],
    ['penguins;token=wr0ng', [], 2, 'asks for a token (Invalid authentication token); give it in the variable'],
    ['penguins;use_ssl=true', [], 2, 'does not answer in TLS; add ;use_ssl=false if the server has none.'],
  ])('refuses %s %j in one sentence without a token', async (table, rest, exit, sentence) => {
    const out = join(folder, 'refused.json');
    const { code, err } = await train(`sc://${server}/${schema}.${table}`, ...rest, '--out', out);
    expect(code).toBe(exit);
    expect(err).toContain(sentence);
    expect(err).not.toMatch(/wr0ng|\n./);
    expect(err).not.toContain(token);
    expect(existsSync(out)).toBe(false);
  });

  test('Ctrl-C in mid-fit stops the server too, and exits with 130', async () => {
    const out = join(folder, 'interrupted.json');
    const args = ['train', `sc://${server}/${schema}.large`, '--target', 'y', '--out', out];
    const run = await started(
      args,
      (said) => said.includes('Spark · training'),
      () => run.interrupt(),
    );
    const { code, said } = await run.ended;
    expect({ code, last: said.trimEnd().split('\n').at(-1) }).toEqual({
      code: 130,
      last: 'bridle: interrupted; no incomplete file was left behind.',
    });
    expect(existsSync(out)).toBe(false);
    // The fit would keep both threads of the server for minutes; a statement that needs both ends at once.
    const begun = performance.now();
    await session.rows('SELECT sum(id) AS s FROM range(0, 1000000, 1, 8)');
    expect(performance.now() - begun).toBeLessThan(20_000);
  }, 240_000);

  test('a server that is killed in mid-fit is one sentence, exit 1, and no waiting', async () => {
    const other = await openSpark();
    if (!other) throw new Error('no server');
    onTestFinished(() => other.kill());
    const one = await openSession(parseAddress(`sc://${other.address}`, process.env).address);
    await one.run(`CREATE VIEW large AS ${large}`);
    await one.close();
    const out = join(folder, 'killed.json');
    const args = ['train', `sc://${other.address}/large`, '--target', 'y', '--out', out];
    const run = await started(
      args,
      (said) => said.includes('Spark · training'),
      () => other.kill(),
    );
    const { code, said, ms } = await run.ended;
    expect(code).toBe(1);
    expect(said).toMatch(
      /bridle: the connection to sc:\/\/127\.0\.0\.1:\d+ was lost and could not be restored \(.*\); if the server was restarted, run again\.\n$/,
    );
    expect(existsSync(out)).toBe(false);
    console.log(`the command ended ${Math.round(ms)} ms after the server`);
    expect(ms).toBeLessThan(10_000); // two seconds on a machine that does nothing else
  }, 240_000);
});
