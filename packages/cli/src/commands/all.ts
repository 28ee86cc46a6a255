// All commands but the program's own, for a call that names one, or whose help lists them. Loaded when it is needed:
// plain numbers, `bridle 1 1 3`, do without (run.ts).

import { setArithmetic } from 'bridle';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { addBoltzmann } from './boltzmann.ts';
import { addCheck } from './check.ts';
import { addEvaluate } from './evaluate.ts';
import { addExport } from './export.ts';
import { addImport } from './import.ts';
import { addLab } from './lab.ts';
import { addPredict } from './predict.ts';
import { addShow } from './show.ts';
import { addSoftmax } from './softmax.ts';
import { addTrain } from './train.ts';

/** Adds the commands in the order of the help. */
export function addCommands(program: Command, context: Context): void {
  // The same words give the same figures and the same model on every machine.
  setArithmetic('reproducible');
  addCheck(program, context);
  addSoftmax(program, context);
  addTrain(program, context);
  addPredict(program, context);
  addEvaluate(program, context);
  addShow(program, context);
  addExport(program, context);
  addImport(program, context);
  addBoltzmann(program, context);
  addLab(program, context);
}
