import type { PlotWords } from '../plot-words.ts';

/** 온도 곡선의 한국어 라벨. */
export const plot: PlotWords = {
  title: (levels, low, high) => `준위 ${levels}개의 점유율과 열역학량, ${low}~${high} K`,
  populations: '점유율 (%)',
  drawn: (drawn, levels) => `${levels}개 중 점유율이 높은 ${drawn}개`,
  entropy: '엔트로피 S (J/mol/K)',
  heatCapacity: '열용량 Cv (J/mol/K)',
  temperature: '온도 (K)',
};
