// Errors of the library and the pipeline bring their own English sentence. A few are about an option, which they name as
// the library does; here it is named as it is typed.

import type { Facts, Words } from '../words.ts';

export const errors: Words['errors'] = {
  InputError: {
    exists: (_, message) => `${message}, or replace it with --force`,
    'not-a-text': (_, message) => `${message} (--out)`,
    'negative-entropy': (_, message) => `${message} (--degeneracy)`,
    'shares-as-degeneracies': (_, message) => `${message} (--degeneracy)`,
    'needs-embeddings': (_, message) => message.replace('(embeddings)', '(--embeddings)'),
    'no-embeddings': (_, message) => message.replace('the array out', '--embeddings out'),
    'no-choice': ({ option }, message) => message.replace(`the option ${option}`, `--${option}`),
    'unknown-encoding': (_, message) => `${message} (--encoding)`,
    'looks-encoded': ({ encoding }, message) => `${message} (--encoding ${encoding})`,
    'looks-utf16': ({ encoding }, message) => `${message} (--encoding ${encoding})`,
    'not-utf8': (_, message) => `${message} (--encoding)`,
    'bad-encoding': (_, message) => `${message} (--encoding)`,
    'unclear-number': (_, message) => `${message} (--decimal)`,
    'members-differ': (_, message) => `${message} (--degeneracy none)`,
    'column-twice': ({ option, other }, message) =>
      message.replace(/ (\w+) and (\w+);/, () => ` ${flagOf(String(option))} and ${flagOf(String(other))};`),
    'memory-option': ({ option }, message) => message.replace('memory:', '--memory:').replace(String(option), flagOf),
    'memory-text-column': (_, message) => `${message} (--drop, --categorical or without --memory)`,
    'other-training': ({ part }, message) =>
      message.replace(` (${part}: `, () => ` (${flagOf(String(part))}: `).replace('(restart)', '(--restart)'),
    'text-model-too-large': (_, message) => `${message} (--min-count, --max-features, --hash)`,
    strict: (_, message) => `${message} (--drop, --id, --numeric, --categorical or --text)`,
    'no-id-column': keepAsTyped,
    'repeated-column': keepAsTyped,
    'bad-option': ({ option }, message) => message.replace(String(option), flagOf(String(option))),
  },
  WorkError: {
    'no-space': (_, message) => message.replace('(tmp)', '(--tmp)'),
  },
  TensorFileError: {
    'type-needed': (_, message) => `${message} (--type)`,
    'choose-tensor': (_, message) => `${message} with --tensor`,
    'no-such-tensor': (_, message) => `${message} (--tensor)`,
  },
  LevelsError: {
    'no-unit': (_, message) => `${message}; name it with --unit`,
    'two-energy-columns': (_, message) => `${message}; choose one with --energy`,
    'no-energy-column': (_, message) => `${message}; choose it with --energy`,
    'no-energy': (_, message) => `${message}; name the word before it with --energy`,
    'no-field': (_, message) => `${message}; choose one with --energy`,
    'two-degeneracy-columns': (_, message) => `${message}; choose one with --degeneracy`,
    'unsure-degeneracy': ({ column }, message) => `${message}; use --degeneracy ${column} or --degeneracy none`,
    'choose-columns': (_, message) =>
      `${message}; choose it with --energy, and a degeneracy or a name with --degeneracy and --name`,
    'same-columns': (_, message) => `${message}; choose it by its number`,
    'unclear-number': (_, message) => `${message} (--decimal)`,
    'unknown-unit': (_, message) => `${message}; correct it, or give the unit with --unit`,
    'needs-temperature': (_, message) => `${message} (--temperature)`,
  },
};

/** `--keep none` of `keep: none`. */
function keepAsTyped(_: Facts, message: string): string {
  return message.replace(/keep: (\w+)\)$/, '--keep $1)');
}

/** Options that are typed by another name. */
const TYPED: Readonly<Record<string, string>> = { exclude: 'drop', l1Solver: 'solver', l1Summary: 'summary' };

/** `--top-k` of topK. */
function flagOf(option: string): string {
  const typed = TYPED[option] ?? option;
  return `--${typed.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
