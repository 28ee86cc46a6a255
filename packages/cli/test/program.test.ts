import { describe, expect, test } from 'vitest';
import { width } from '../src/output/text.ts';
import { call } from './helpers/call.ts';

const error = async (argv: string[], ...more: string[]) => {
  const { code, out, err } = await call([...argv, ...more]);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  return err.trimEnd();
};

describe('the command line', () => {
  test('names the nearest command and option', async () => {
    expect(await error(['trian', 'x.csv', '--target', 'y'])).toBe(
      'bridle: "trian" is neither a command nor a number; did you mean train? See bridle --help.',
    );
    expect(await error(['predit'])).toContain('did you mean predict?');
    expect(await error(['1', '--temprature', '2'])).toBe(
      'bridle: unknown option --temprature; did you mean --temperature? See bridle --help.',
    );
    expect(await error(['train', 'x.csv', '--target', 'y', '--hold-out=0.1'])).toBe(
      'bridle: unknown option --hold-out; did you mean --holdout? See bridle train --help.',
    );
    expect(await error(['train', 'x.csv', '--target', 'y', '--zzz'])).toBe(
      'bridle: unknown option --zzz. See bridle train --help.',
    );
  });

  test('says what is missing, too much, or in conflict', async () => {
    expect(await error(['train'])).toBe('bridle: the option --target is required. See bridle train --help.');
    expect(await error(['train', '--target', 'y'])).toBe('bridle: TABLE is missing. See bridle train --help.');
    expect(await error(['train', 'x', '--target'])).toBe(
      'bridle: the option --target needs a value. See bridle train --help.',
    );
    expect(await error(['predict', 'model'])).toBe('bridle: TABLE is missing. See bridle predict --help.');
    expect(await error(['evaluate', 'm', 't', 'x'])).toBe(
      'bridle: expected 2 arguments, found 3. See bridle evaluate --help.',
    );
    expect(await error(['train', 'x', '--target', 'y', '--C', '1', '--l2', '2'])).toBe(
      'bridle: --C and --l2 cannot be used together. See bridle train --help.',
    );
    expect(await error(['--json', 'train', 'x', '--target', 'y'])).toBe(
      'bridle: the options of a command follow it: bridle train … --json.',
    );
  });

  test('says the same in Korean, with the particle that each word takes', async () => {
    const korean = (...argv: string[]) => error(argv, '--lang', 'ko');
    expect(await korean('trian')).toBe(
      'bridle: "trian"은 명령도 숫자도 아닙니다. 혹시 train인가요? 도움말: bridle --help',
    );
    expect(await korean('1', '--naems', 'a')).toBe(
      'bridle: --naems 옵션은 없습니다. 혹시 --names인가요? 도움말: bridle --help',
    );
    expect(await korean('train', 'x')).toBe('bridle: --target 옵션이 필요합니다. 도움말: bridle train --help');
    expect(await korean('predict', 'm')).toBe('bridle: TABLE이 빠졌습니다. 도움말: bridle predict --help');
    expect(await korean('train', 'x', '--target', 'y', '--C', '1', '--l2', '2')).toBe(
      'bridle: --C와 --l2는 함께 쓸 수 없습니다. 도움말: bridle train --help',
    );
    expect(await korean('evaluate', 'm', 't', 'x')).toBe(
      'bridle: 인자는 2개여야 하는데 3개입니다. 도움말: bridle evaluate --help',
    );
    expect(await korean('1', '2다')).toBe('bridle: 2번째 값 "2다"는 숫자가 아닙니다.');
  });

  test('checks the value of every option', async () => {
    const train = (...options: string[]) => error(['train', 'x.csv', '--target', 'y', ...options]);
    expect(await train('--C', '0')).toBe('bridle: --C: expected a number above 0, found "0".');
    expect(await train('--l2', '-1')).toBe('bridle: --l2: expected a number of at least 0, or auto, found "-1".');
    expect(await train('--holdout', '1')).toBe(
      'bridle: --holdout: expected a number from 0 up to, but not including, 1, found "1".',
    );
    expect(await train('--seed', '1.5')).toBe('bridle: --seed: expected a whole number of at least 0, found "1.5".');
    expect(await train('--solver', 'cg')).toBe(
      'bridle: --solver: expected auto, newton, lbfgs, gd, sgd or proximal, found "cg".',
    );
    expect(await train('--max-iterations', '0')).toContain('a whole number of at least 1');
    expect(await error(['predict', 'm', 't', '--top-k', '0'])).toContain('a whole number of at least 1');
    expect(await error(['predict', 'm', 't', '--reject-below', '1.1'])).toContain('a number from 0 to 1');
    expect(await error(['1', '--temperature', 'nan'])).toContain('a number, such as 0.5, 2 or inf');
    expect(await error(['1', '--lang', 'fr'])).toBe('bridle: --lang: expected en or ko, found "fr".');
    expect(await train('--C', '0', '--lang', 'ko')).toBe('bridle: --C: 0보다 큰 수여야 하는데 "0"입니다.');
    expect(await train('--solver', 'cg', '--lang', 'ko')).toBe(
      'bridle: --solver: auto, newton, lbfgs, gd, sgd, proximal 중 하나여야 하는데 "cg"입니다.',
    );
  });

  test('prints its help without a word, with --help and with help, and its version', async () => {
    const bare = await call([]);
    expect(bare.code).toBe(0);
    expect(bare.out).toContain('Usage: bridle [options] SCORES…\n       bridle COMMAND …\n');
    expect((await call(['--help'])).out).toBe(bare.out);
    expect((await call(['help', 'train'])).out).toBe((await call(['train', '--help'])).out);
    expect((await call(['help'])).out).toBe(bare.out);
    expect(await call(['help', 'trian'])).toEqual({
      code: 2,
      out: '',
      err: 'bridle: "trian" is neither a command nor a number; did you mean train? See bridle --help.\n',
    });
    expect((await call(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('explains in the help of train how --C, --l2 and λ relate, and that columns are standardised', async () => {
    const english = (await call(['train', '--help'])).out.replace(/\s+/g, ' ');
    expect(english).toContain(
      '--l2 sets λ itself; --C sets the C of scikit-learn, λ = 1/(C·n) for n training rows, or 2/(C·n) for two classes',
    );
    expect(english).toContain(
      'Numeric columns are standardised (mean 0, deviation 1) unless --no-standardize is given',
    );
    const korean = (await call(['train', '--help', '--lang', 'ko'])).out.replace(/\s+/g, ' ');
    expect(korean).toContain(
      '--C는 scikit-learn의 C로, 학습 행 수 n에 대해 λ = 1/(C·n), 클래스가 둘이면 2/(C·n)으로 정하므로',
    );
    expect(korean).toContain('--no-standardize를 쓰지 않으면 숫자 열을 표준화');
  });

  test('lays the help out in 80 columns, and says nothing in English in the Korean one', async () => {
    for (const command of ['', 'check', 'train', 'predict', 'evaluate']) {
      const { out } = await call([...(command ? [command] : []), '--help', '--lang', 'ko']);
      for (const line of out.split('\n')) expect(width(line), line).toBeLessThanOrEqual(80);
      expect(out).toMatch(/사용법: bridle .*\n(.*\n)*옵션:\n(.*\n)*예:\n {2}bridle /);
      expect(out).not.toMatch(/Usage|Options|Arguments|Commands|default|display/);
    }
  });

  test('speaks the language of the environment', async () => {
    expect((await call(['x'], '', { LANG: 'ko_KR.UTF-8' })).err).toContain('숫자도 아닙니다');
    expect((await call(['x'], '', { LANG: 'C.UTF-8' })).err).toContain('nor a number');
  });

  test('shows the stack of an error only where BRIDLE_DEBUG asks for it', async () => {
    expect((await call(['x'])).err).not.toContain('    at ');
    expect((await call(['x'], '', { BRIDLE_DEBUG: '1' })).err).toContain('    at ');
  });
});
