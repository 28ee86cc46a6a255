// Pictures of 8 × 8 pixels from 0 to 16, row by row from the top, as the set of handwritten digits has them.

export const SIDE = 8;
export const PIXELS = SIDE * SIDE;
/** The blackest pixel: as many dots as a block of 4 × 4 has. */
export const BLACK = 16;

export type Digits = {
  /** (pictures, 64). */
  pixels: Uint8Array;
  labels: Uint8Array;
};

/** The pictures out of the string that the build made: 64 letters, '.' for 0 and 'a' for 1, and the digit. */
export function readPacked(packed: string): Digits {
  const count = packed.length / (PIXELS + 1);
  const pixels = new Uint8Array(count * PIXELS);
  const labels = new Uint8Array(count);
  for (let i = 0; i < count; i += 1) {
    const start = i * (PIXELS + 1);
    for (let j = 0; j < PIXELS; j += 1) {
      const letter = packed.charCodeAt(start + j);
      pixels[i * PIXELS + j] = letter === 46 ? 0 : letter - 96; // '.' is 46, and 'a' 97
    }
    labels[i] = Number(packed[start + PIXELS]);
  }
  return { pixels, labels };
}

export const pictureOf = ({ pixels }: Digits, i: number) => [...pixels.subarray(i * PIXELS, (i + 1) * PIXELS)];

/** 64 whole pixels out of what a link holds; what is missing is empty. */
export function readPicture(values: readonly number[]): number[] {
  return Array.from({ length: PIXELS }, (_, i) => Math.round(values[i] ?? 0));
}
