// What the build makes of a .tex file (see build/formulas.ts).
declare module '*.tex' {
  export const mathml: string;
}
