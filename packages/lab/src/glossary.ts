// The terms of the story with their symbols, each with the stop where its idea appears; their words are in the catalogues.

import type { StopId } from './stops/stop-ids.ts';

export const glossary = [
  { id: 'softmax', symbol: 'p = eˣ / Σ eˣ', stop: 'definition' },
  { id: 'share', symbol: 'x / Σ x', stop: 'share' },
  { id: 'microstate', symbol: 'Ω', stop: 'energy' },
  { id: 'factor', symbol: 'exp(−E / kʙT)', stop: 'energy' },
  { id: 'degeneracy', symbol: 'g', stop: 'energy' },
  { id: 'partition', symbol: 'Z', stop: 'energy' },
  { id: 'metropolis', symbol: 'min(1, w′ / w)', stop: 'energy' },
  { id: 'ergodicity', symbol: 'n / N → p', stop: 'energy' },
  { id: 'temperature', symbol: 'T', stop: 'share' },
  { id: 'utility', symbol: 'u', stop: 'timeline' },
  { id: 'axiom', symbol: 'P(i) = vᵢ / Σ v', stop: 'timeline' },
  { id: 'logit', symbol: 'z', stop: 'timeline' },
  { id: 'overflow', symbol: '∞', stop: 'overflow' },
  { id: 'underflow', symbol: '0', stop: 'overflow' },
  { id: 'nan', symbol: 'NaN', stop: 'overflow' },
  { id: 'entropy', symbol: '−ln p', stop: 'training' },
  { id: 'gradient', symbol: 'p − y', stop: 'training' },
  { id: 'descent', symbol: 'w ← w − η ∇L', stop: 'training' },
  { id: 'calibration', symbol: 'ECE', stop: 'calibration' },
  { id: 'token', symbol: 'i', stop: 'word' },
  { id: 'nucleus', symbol: 'Σ p ≥ P', stop: 'word' },
  { id: 'sparsemax', symbol: 'max(x − τ, 0)', stop: 'word' },
] as const satisfies readonly { id: string; symbol: string; stop: StopId }[];
