// The languages of reports and plots. To add one: a folder with its report.ts and plot.ts, and a line in this list.

import { plot as plotEn } from './en/plot.ts';
import { report as reportEn } from './en/report.ts';
import { plot as plotKo } from './ko/plot.ts';
import { report as reportKo } from './ko/report.ts';
import type { PlotWords } from './plot-words.ts';
import type { ReportWords } from './report-words.ts';

export const languages = {
  en: { report: reportEn, plot: plotEn },
  ko: { report: reportKo, plot: plotKo },
} satisfies Record<string, { report: ReportWords; plot: PlotWords }>;

/** A language that reports are written in. */
export type Language = keyof typeof languages;
