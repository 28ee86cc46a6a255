// A search for the input with the largest error: hill climbing with restarts. A subject draws inputs and measures their
// error against MPFR; the climber changes one input a little at a time and keeps what is not better.

import type { Random } from '../../../src/core/random.ts';

/** An input of a subject, as plain numbers by name. Lists of one length, one entry for each place of a row, go together. */
export type Case = { [name: string]: number | number[] };

export type Subject = {
  name: string;
  /** The error that the documentation states, and in what. */
  bound: number;
  unit: string;
  /** A new input; every call may choose another kind of difficulty. */
  draw: (random: Random) => Case;
  /** The error of an input, or −1 where the statement does not cover it. */
  error: (one: Case) => number;
};

export type Found = { error: number; at: Case; tried: number };

/** Draws from which each climb starts, and changes without success after which it ends. */
const DRAWS = 40;
const PATIENCE = 300;

/** The largest error that turns up until `isOver`. Each climb starts from the best of some draws, or from the best yet. */
export function worstOf(subject: Subject, random: Random, isOver: () => boolean): Found {
  const best: Found = { error: -1, at: {}, tried: 0 };
  const measure = (at: Case): Found => {
    const error = subject.error(at);
    best.tried += 1;
    if (error > best.error) Object.assign(best, { error, at });
    return { error, at, tried: 0 };
  };
  while (!isOver()) {
    let current = measure(subject.draw(random));
    for (let k = 1; k < DRAWS && !isOver(); k += 1) {
      const other = measure(subject.draw(random));
      if (other.error > current.error) current = other;
    }
    if (best.error >= 0 && random() < 0.25) current = { ...best };
    for (let failures = 0; failures < PATIENCE && !isOver(); failures += 1) {
      const next = measure(changed(current.at, subject, random));
      if (next.error > current.error) failures = 0;
      if (next.error >= current.error) current = next;
    }
  }
  return best;
}

/** What of the largest error a simplified input keeps. */
const KEPT = 0.99;

/** An input with almost the same error, of fewer entries and with shorter numbers. */
export function simplified(subject: Subject, { error, at, tried }: Found): Found {
  let best = { error, at, tried };
  const accept = (next: Case): boolean => {
    const found = subject.error(next);
    const isKept = found >= KEPT * error;
    if (isKept) best = { error: found, at: next, tried };
    return isKept;
  };
  for (const [name, value] of Object.entries(at)) {
    if (!Array.isArray(value)) continue;
    const length = value.length;
    for (let i = length - 1; i >= 0 && (best.at[name] as number[]).length > 1; i -= 1) {
      const next = copyOf(best.at);
      const size = (next[name] as number[]).length;
      for (const list of Object.values(next)) if (Array.isArray(list) && list.length === size) list.splice(i, 1);
      accept(next);
    }
    break; // lists of other lengths would be others' places
  }
  for (const [name, value] of Object.entries(best.at)) {
    for (let i = 0; i < (Array.isArray(value) ? value.length : 1); i += 1) {
      for (let digits = 1; digits < 17; digits += 1) {
        const next = copyOf(best.at);
        const list = next[name];
        const shorter = (x: number) => Number(x.toPrecision(digits));
        if (Array.isArray(list)) list[i] = shorter(list[i]);
        else next[name] = shorter(list);
        if (accept(next)) break;
      }
    }
  }
  return best;
}

function copyOf(one: Case): Case {
  return Object.fromEntries(
    Object.entries(one).map(([name, value]) => [name, Array.isArray(value) ? value.slice() : value]),
  );
}

/** The input with one thing changed, and sometimes several. */
function changed(one: Case, subject: Subject, random: Random): Case {
  const next = copyOf(one);
  do changeOne(next, subject, random);
  while (random() < 0.3);
  return next;
}

function changeOne(one: Case, subject: Subject, random: Random): void {
  const names = Object.keys(one);
  const name = names[Math.floor(random() * names.length)];
  const value = one[name];
  const fresh = random() < 0.1 ? subject.draw(random)[name] : undefined;
  if (!Array.isArray(value)) {
    one[name] = typeof fresh === 'number' ? fresh : moved(value, random);
    return;
  }
  const i = Math.floor(random() * value.length);
  const luck = random();
  if (luck < 0.05) resize(one, value.length, i, random);
  else if (luck < 0.1) for (let j = 0; j < value.length; j += 1) value[j] = moved(value[j], random);
  else if (luck < 0.2) value[i] = value[Math.floor(random() * value.length)];
  else {
    const before = value[i];
    const after = Array.isArray(fresh) && fresh.length > 0 ? fresh[i % fresh.length] : moved(before, random);
    const isAll = random() < 0.5; // equal entries stay equal
    for (let j = 0; j < value.length; j += 1) if (j === i || (isAll && value[j] === before)) value[j] = after;
  }
}

/** Takes out place i of every list of this length, or doubles it. */
function resize(one: Case, length: number, i: number, random: Random): void {
  const isMore = random() < 0.5;
  if (!isMore && length <= 1) return;
  for (const list of Object.values(one)) {
    if (!Array.isArray(list) || list.length !== length) continue;
    if (isMore) list.splice(i, 0, moved(list[i], random));
    else list.splice(i, 1);
  }
}

/** Somewhat more or less: by a few units in the last place, by a part of itself, or by a number of common size. */
function moved(x: number, random: Random): number {
  const size = 2 ** -Math.floor(53 * random());
  const step = (random() < 0.5 ? -1 : 1) * (0.5 + random()) * size;
  const luck = random();
  if (luck < 0.1) return -x;
  if (luck < 0.25) return x + step * 16;
  if (luck < 0.3) return x * 2 ** Math.round(4 * step);
  return x + x * step;
}
