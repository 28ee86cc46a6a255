// What the build makes of the table of digits (see build/pictures.ts).
declare module '*/digits.csv' {
  export const packed: string;
}
