// What a training returns: the model, where it was written, and the figures that the report and the command show.

import type { CalibrationAccount, Finding, Fit, LeftOut, Model, PenaltyAccount } from 'bridle/learn';
import type { FullEvaluation } from './judge.ts';
import type { Summary } from './summary.ts';

/** A training that read its rows from a file of columns, pass by pass. */
export type Streamed = {
  /** The limit, and the size of the file, in bytes. */
  memory: number;
  spillBytes: number;
  /** Rows that the penalty, the calibration and the start of the descent are of. */
  sampleRows: number;
  /** How far the objective is above its minimum, by the gradient and the sample's Hessian: an estimate, not a bound. */
  gapEstimate: number;
};

/** What `trainTable` made: the model, its measures, and which columns and rows it left out. */
export type TrainResult = {
  model: Model;
  modelPath: string;
  /** The size of the model file. */
  modelBytes: number;
  reportPath: string | null;
  rows: number;
  trainRows: number;
  testRows: number;
  missingTargetRows: number;
  /** Rows with a target whose weight is 0. */
  zeroWeightRows: number;
  features: number;
  /** Groups of classes whose names differ only in case or blanks. */
  alikeClasses: string[][];
  leftOut: LeftOut[];
  /** What deserved a second look, and whether the column was left out for it. */
  findings: Finding[];
  fit: Fit & { seconds: number };
  penalty: PenaltyAccount;
  calibration: CalibrationAccount;
  training: FullEvaluation;
  /** By the model of the training rows; null where no row was held out. */
  heldOut: FullEvaluation | null;
  /** How many rows the model was then trained on again, all of them; null where it was not. `fit` is of the last training. */
  refitRows: number | null;
  /** null where none was asked for. */
  summary: Summary | null;
  /** Of a training with limited memory; null for others. */
  streamed: Streamed | null;
  /** Whether it continued from a saved state. */
  resumed: boolean;
  seconds: number;
};
