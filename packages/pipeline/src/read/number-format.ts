// Numbers as people write them in cells: 1,234.5 · 1.234,5 · $9.00 · 18% · 5 kg · (1,200) · −3 · １２. One cell may mean two
// numbers (1.234), so a cell gives its parts and which decimal mark it shows; a column decides (see column-format.ts).

import type { NumberFormat } from 'bridle/learn';

/** The parts of a cell. `shows`: the decimal mark that its digits show, or the one mark that may be either. */
export type NumberParts = {
  prefix: string;
  suffix: string;
  negative: boolean;
  digits: string;
  shows: '.' | ',' | 'none' | 'dot-unclear' | 'comma-unclear';
};

const CURRENCY = String.raw`(?:US|AU|NZ|HK|[ACRS])?\$|[€£¥₩₹₽฿₫₺]|USD|EUR|KRW|GBP|JPY|CNY|INR|CHF|Rs\.?`;
const DIGITS = String.raw`(?:\d[\d.,'’ ]*)?\d[.,]?(?:e[-+]?\d+)?|[.,]\d+(?:e[-+]?\d+)?`;
const SUFFIX = String.raw`[\p{L}%‰°$€£¥₩₹²³µΩ/·.() ]{1,16}`;
const CELL = new RegExp(
  String.raw`^([-+(])? ?(${CURRENCY})? ?([-+])? ?(${DIGITS}) ?((?=[^ ).])${SUFFIX}?)??(\))?$`,
  'iu',
);

/** The parts of a cell, or null if it is not a number. */
export function numberParts(text: string): NumberParts | null {
  if (text.length > LONGEST) return null;
  const plain = PLAIN.test(text) ? text : normalised(text);
  const [, before = '', prefix = '', sign = '', digits = '', suffix = '', closing = ''] = CELL.exec(plain) ?? [];
  if (digits === '' || (before === '(') !== (closing === ')') || (sign !== '' && before !== '' && before !== '(')) {
    return null;
  }
  const shows = showing(digits);
  if (shows === null) return null;
  return { prefix, suffix: suffix.trim(), negative: before === '-' || before === '(' || sign === '-', digits, shows };
}

const LONGEST = 400;
const PLAIN = /^[!-~]*$/;

/** Full-width characters, blanks and minus signs as those of ASCII. */
function normalised(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
    .replace(/￥/g, '¥')
    .replace(/￦/g, '₩')
    .replace(/^([^\d]*?)[−–﹣](?=\D{0,3}\d)/u, '$1-')
    .trim();
}

const EXPONENT = String.raw`(?:e[-+]?\d+)?`;
const other = String.raw`\d{1,3}(?:([ '’])\d{3})(?:\1\d{3})*`;
const WHOLE = new RegExp(`^(?:\\d+|${other})${EXPONENT}$`, 'i');
/** By decimal mark: numbers with it, their whole part perhaps in groups. */
const written = (decimal: string, group: string) => {
  const groups = String.raw`\d{1,3}(?:${group}\d{3})+|\d{1,2}(?:${group}\d{2})+${group}\d{3}`;
  return {
    /** Any number in which `decimal` is the decimal mark. */
    any: new RegExp(`^(?:\\d+|${groups}|${other})?(?:${decimal}\\d*)?${EXPONENT}$`, 'i'),
    /** Two groups or more. */
    grouped: new RegExp(String.raw`^(?:\d{1,3}(?:${group}\d{3}){2,}|\d{1,2}(?:${group}\d{2})+${group}\d{3})$`),
    /** One mark with three digits after it: a group or decimals. */
    unclear: new RegExp(String.raw`^[1-9]\d{0,2}${group}\d{3}$`),
  };
};
const FORMS = { '.': written(String.raw`\.`, ','), ',': written(',', String.raw`\.`) } as const;

function showing(digits: string): NumberParts['shows'] | null {
  if (!/\d/.test(digits)) return null;
  if (WHOLE.test(digits)) return 'none';
  if (FORMS[','].unclear.test(digits)) return 'dot-unclear';
  if (FORMS['.'].unclear.test(digits)) return 'comma-unclear';
  if (FORMS['.'].grouped.test(digits)) return '.';
  if (FORMS[','].grouped.test(digits)) return ',';
  if (FORMS['.'].any.test(digits)) return '.';
  return FORMS[','].any.test(digits) ? ',' : null;
}

/** The number of a cell's parts with a decimal mark, or NaN if they do not fit it. */
export function numberOf({ digits, negative }: NumberParts, decimal: NumberFormat['decimal']): number {
  if (!FORMS[decimal].any.test(digits)) return Number.NaN;
  const bare = digits.replace(decimal === '.' ? /[, '’]/g : /[. '’]/g, '').replace(',', '.');
  return negative ? -Number(bare) : Number(bare);
}

/** Whether a text says that there is no value. */
export function isNoValue(text: string): boolean {
  return NO_VALUE.has(text.trim().toLowerCase());
}

const NO_VALUE = new Set(
  [
    ...[
      '?',
      '-',
      '--',
      '---',
      '–',
      '—',
      '.',
      '..',
      '...',
      '*',
      'na',
      '<na>',
      'n/a',
      '#n/a',
      'n.a.',
      'n.a',
      'n/d',
      'nd',
    ],
    ...['nan', '-nan', '#nan', 'null', '(null)', 'none', 'nil', 'nat', 'missing', 'unknown', 'undefined', '\\n'],
    ...['not available', 'not applicable', 'not reported', 'no data', 'unspecified', '#div/0!', '#value!', '#ref!'],
    ...[
      '없음',
      '해당없음',
      '해당 없음',
      '해당사항없음',
      '해당사항 없음',
      '미상',
      '무응답',
      '모름',
      '결측',
      '결측치',
      '불명',
    ],
    ...['알수없음', '알 수 없음', '비공개', '자료없음', '자료 없음', '값없음', '미측정', '미기재', '미입력'],
  ].map((word) => word.toLowerCase()),
);
