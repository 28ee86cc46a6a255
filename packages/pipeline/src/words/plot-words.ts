// The labels of the curves over temperature, as one type that every language fills.

export type PlotWords = {
  title: (levels: string, low: string, high: string) => string;
  populations: string;
  /** Where not all levels are drawn. */
  drawn: (drawn: string, levels: string) => string;
  entropy: string;
  heatCapacity: string;
  temperature: string;
};
