// What a training returns: the model, where it was written, and the figures that the report and the command show.

import type { Evaluation, Fit, LeftOut, Model } from 'bridle/learn';
import type { Finding } from './inspect/findings.ts';

export type TrainResult = {
  model: Model;
  modelPath: string;
  reportPath: string | null;
  rows: number;
  trainRows: number;
  testRows: number;
  missingTargetRows: number;
  features: number;
  /** Groups of classes whose names differ only in case or blanks. */
  alikeClasses: string[][];
  leftOut: LeftOut[];
  /** What deserved a second look, and whether the column was left out for it. */
  findings: Finding[];
  fit: Fit & { seconds: number };
  training: Evaluation;
  /** null where no row was held out. */
  heldOut: Evaluation | null;
  seconds: number;
};
