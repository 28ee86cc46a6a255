// The languages of the lab, each by its own name. A language is one folder of words, strings/<id>, and one line here.

export const languages = { ko: '한국어', en: 'English' } as const;

export type Language = keyof typeof languages;

export const languageIds = Object.keys(languages) as Language[];

/** The language of a browser's tag such as ko-KR; English where the lab has none of it. */
export function languageOf(tag: string): Language {
  const [id] = tag.toLowerCase().split('-');
  return languageIds.find((one) => one === id) ?? 'en';
}
