import { describe, expect, test } from 'vitest';
import { call } from '../helpers/call.ts';

describe('bridle with numbers alone', () => {
  test('shows share and softmax side by side, and what +1 does to each', async () => {
    const { code, out, err } = await call(['1', '1', '3', '--names', 'walk,bus,train']);
    expect(out).toBe(`\
       value  share                       softmax                     log-odds
walk       1  ███▋                20.00%  █▉                  10.65%    -2.127
bus        1  ███▋                20.00%  █▉                  10.65%    -2.127
train      3  ██████████▊         60.00%  ██████████████▏     78.70%    +1.307

+1 to   share                        softmax
walk   20.00%  →  33.33%  +13.33 pp   10.65%  →  24.47%  +13.82 pp
bus    20.00%  →  33.33%  +13.33 pp   10.65%  →  24.47%  +13.82 pp
train  60.00%  →  66.67%   +6.67 pp   78.70%  →  90.94%  +12.25 pp

Softmax depends on differences: adding 1 to every value changes nothing; adding
1 to one value multiplies its odds by 2.718.
Share depends on ratios: doubling every value changes nothing; adding 1 to every
value does (train: 60.00% → 50.00%).
`);
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  test('says the same in Korean, aligned by the width of Hangul', async () => {
    const { code, out } = await call(['1', '1', '3', '--names', '초등,중등,고등', '--lang', 'ko']);
    expect(out).toBe(`\
      값  비율                         소프트맥스                   로그 오즈
초등   1  ███▊                 20.00%  ██                   10.65%     -2.127
중등   1  ███▊                 20.00%  ██                   10.65%     -2.127
고등   3  ███████████▍         60.00%  ███████████████      78.70%     +1.307

1을 더하면    비율                       소프트맥스
초등        20.00%  →  33.33%  +13.33%p      10.65%  →  24.47%  +13.82%p
중등        20.00%  →  33.33%  +13.33%p      10.65%  →  24.47%  +13.82%p
고등        60.00%  →  66.67%   +6.67%p      78.70%  →  90.94%  +12.25%p

소프트맥스는 값의 차이로 정해집니다. 모든 값에 1을 더해도 그대로이고, 한 값에만
1을 더하면 그 값의 오즈가 2.718배가 됩니다.
비율은 값이 서로 몇 배인지로 정해집니다. 모든 값을 두 배로 해도 그대로이지만,
모든 값에 1을 더하면 달라집니다(고등: 60.00% → 50.00%).
`);
    expect(code).toBe(0);
  });

  test('--json begins with share and softmax, correctly rounded, and is one line', async () => {
    const { out } = await call(['1', '1', '3', '--json']);
    expect(out).toMatch(
      /^\{"share":\[0\.2,0\.2,0\.6\],"softmax":\[0\.10650697891920075,0\.10650697891920075,0\.7869860421615985\],.*\}\n$/,
    );
    const { plusOne, logOdds, ...rest } = JSON.parse(out);
    expect(rest).toEqual({
      share: [0.2, 0.2, 0.6],
      softmax: [0.10650697891920075, 0.10650697891920075, 0.7869860421615985],
      values: [1, 1, 3],
      names: ['#1', '#2', '#3'],
      temperature: 1,
      logSoftmax: [-2.2395447662218846, -2.2395447662218846, -0.2395447662218846].map((log) => expect.closeTo(log, 15)),
    });
    // ln(p/(1 − p)) = x − ln Σ of the others' e^x
    const expected = [1 - Math.log(Math.E + Math.E ** 3), 1 - Math.log(Math.E + Math.E ** 3), 2 - Math.LN2];
    logOdds.forEach((odds: number, i: number) => void expect(odds).toBeCloseTo(expected[i], 14));
    expect(plusOne[2]).toEqual({ share: expect.closeTo(4 / 6, 15), softmax: expect.closeTo(0.909443, 6) });
    expect(plusOne[1]).toEqual({ share: expect.closeTo(2 / 6, 15), softmax: expect.closeTo(0.244728, 6) });
  });

  test('divides by the temperature, down to 0 and up to inf, and softmax alone', async () => {
    const softmax = async (t: string) =>
      JSON.parse((await call(['1', '1', '3', '--temperature', t, '--json'])).out).softmax;
    expect((await softmax('0.5'))[2]).toBeCloseTo(0.964663, 6);
    expect((await softmax('1.820478453253675'))[2]).toBeCloseTo(0.6, 14);
    expect(await softmax('0')).toEqual([0, 0, 1]);
    expect(await softmax('inf')).toEqual([1 / 3, 1 / 3, 1 / 3]);
    expect((await softmax('-1'))[0]).toBeGreaterThan(0.4);
    const { out } = await call(['1', '1', '3', '--temperature', '0.5']);
    expect(out).toContain('softmax (T = 0.5)');
    expect(out).toContain('multiplies its odds by 7.389.');
  });

  test('goes on with softmax where there is no share, and says why', async () => {
    const { code, out } = await call(['-1', '2']);
    expect(code).toBe(0);
    expect(out).toContain('No share: all values must be at least 0, but #1 is -1; softmax takes any number.');
    expect(out).toMatch(/#1 {5}-1 {2}— .* 4\.74% {4}-3\.000/);
    const json = JSON.parse((await call(['-1', '2', '--json'])).out);
    expect(json.share).toBeNull();
    expect(json.shareRefused).toContain('#1 is -1');
    expect(json.plusOne).toEqual([
      { share: 0, softmax: expect.closeTo(0.119203, 6) },
      { share: null, softmax: expect.closeTo(0.982014, 6) },
    ]);
    const reason = async (...argv: string[]) => JSON.parse((await call([...argv, '--json'])).out).shareRefused;
    expect(await reason('0', '0')).toBe('the values sum to 0, and nothing can be divided by 0');
    expect(await reason('1', 'inf')).toBe('#2 is infinite');
    expect(await reason('1', 'nan', '--names', 'a,b')).toBe('b is not a number');
    expect(await reason('1', '-2', '--names', '기차,버스', '--lang', 'ko')).toBe(
      '값이 모두 0 이상이어야 하는데 버스가 -2입니다. 소프트맥스는 어떤 수에도 쓸 수 있습니다.',
    );
  });

  test('keeps the odds of a winner whose probability is 1 in float64', async () => {
    const { logOdds, softmax } = JSON.parse((await call(['1000', '0', '--json'])).out);
    expect(softmax).toEqual([1, 0]);
    expect(logOdds).toEqual([1000, -1000]);
    expect(JSON.parse((await call(['5', '--json'])).out).logOdds).toEqual(['Infinity']);
  });

  test('takes lists as they are pasted, and stdin for -', async () => {
    const values = async (argv: string[], stdin = '') =>
      JSON.parse((await call([...argv, '--json'], stdin)).out).values;
    expect(await values(['1,1,3'])).toEqual([1, 1, 3]);
    expect(await values(['[1,', '1,', '3]'])).toEqual([1, 1, 3]);
    expect(await values(['[', '1', '2', ']'])).toEqual([1, 2]);
    expect(await values(['-1,-2', '-.5', '-1e3', '-inf'])).toEqual([-1, -2, -0.5, -1000, '-Infinity']);
    expect(await values(['-'], '[2.5, -1;\n 0.3]\n')).toEqual([2.5, -1, 0.3]);
    expect(await values(['-1', '--temperature', '-1', '2'])).toEqual([-1, 2]);
  });

  test('takes ten thousand values, without the +1 test, which is quadratic', async () => {
    const json = JSON.parse((await call(['-', '--json'], Array(10_000).fill('1').join('\n'))).out);
    expect(json.softmax[9999]).toBe(1e-4);
    expect(json.plusOne).toBeNull();
  });

  test('refuses what is not a number, with its place, and names that do not match', async () => {
    expect(await call(['1', '2x'])).toEqual({ code: 2, out: '', err: 'bridle: value 2 is not a number: "2x".\n' });
    expect(await call(['-'], '1 2\n3 four')).toEqual({
      code: 2,
      out: '',
      err: 'bridle: value 4 is not a number: "four".\n',
    });
    expect(await call(['-'], ' \n')).toEqual({ code: 2, out: '', err: 'bridle: no numbers were found.\n' });
    expect((await call(['1', '2', '--names', 'a'])).err).toBe('bridle: --names gives 1 name for 2 values.\n');
    expect((await call(['1', '--temperature', 'warm'])).err).toBe(
      'bridle: --temperature: expected a number, such as 0.5, 2 or inf, found "warm".\n',
    );
  });

  test('shows what a name would do to the terminal instead of doing it', async () => {
    const { out } = await call(['1', '2', '--names', '\x1b[2J,b']);
    expect(out).toContain('\\x1b[2J');
    expect(out).not.toContain('\x1b');
  });

  test('colours a terminal only, and never where NO_COLOR is set', async () => {
    expect((await call(['1', '2'])).out).not.toContain('\x1b[');
    expect((await call(['1', '2'], '', { FORCE_COLOR: '1' })).out).toContain('\x1b[36m');
    expect((await call(['1', '2'], '', { FORCE_COLOR: '1', TERM: 'dumb' })).out).toContain('###');
  });
});
