// What was taken for what in a file of levels, in one line, and what its reader decided or left out, a line each: nothing is
// decided in silence.

import type { LevelsResult } from '@bridle/pipeline';
import type { PassedOver, Place, ReaderNote, Reading } from 'bridle/boltzmann';
import type { Context } from '../context.ts';
import { count, figure } from './figures.ts';
import { printable, truncate } from './text.ts';

const NAME = 40;

/** The lines about the file of a result; none for levels that were typed. */
export function readingLines({ source }: LevelsResult, context: Context): string[] {
  if (source === null) return [];
  return [choiceLine(source.reading, context), ...source.notes.map((note) => noteLine(note, context))];
}

/** `energies: column 2 'E' in hartree; degeneracies: none, 1 each`. */
function choiceLine({ energies, unit, degeneracies }: Reading, context: Context): string {
  const t = context.messages.boltzmann.reading;
  const place = (at: Place) => placeText(at, context);
  const counted = degeneracies && (degeneracies.from === 'J' ? t.fromJ(place(degeneracies)) : place(degeneracies));
  return t.choice(place(energies), unit, counted ?? t.once);
}

function placeText(place: Place, { messages }: Context): string {
  const t = messages.boltzmann.reading;
  const short = (text: string) => printable(truncate(text, NAME));
  switch (place.in) {
    case 'column':
      return t.column(place.column, short(place.header));
    case 'comment':
      return t.comment(short(place.key));
    case 'field':
      return t.field(short(place.field));
    case 'file':
      return t.rotamers(printable(place.file));
  }
}

function noteLine(note: ReaderNote, { messages }: Context): string {
  const t = messages.boltzmann.reading;
  switch (note.code) {
    case 'lines-before-header':
      return t.headerLine(note.line);
    case 'row-numbers':
      return t.rowNumbers;
    case 'doubtful-j':
      return t.doubtfulJ(count(note.levels));
    case 'free-energies':
      return t.freeEnergies(figure(note.temperature));
    case 'passed-over': {
      const reasons = Object.entries(note.reasons).map(([reason, lines]) => {
        return t.passedOver[reason as keyof PassedOver](count(lines));
      });
      return t.passedOverLine(reasons.join(', '));
    }
  }
}
