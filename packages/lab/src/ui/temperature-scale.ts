// Temperature runs from 0 to ∞ on a slider of finite length: T = place/(1 − place).

export const temperatureAt = (place: number) => (place >= 1 ? Number.POSITIVE_INFINITY : place / (1 - place));

export const placeOf = (temperature: number) =>
  temperature === Number.POSITIVE_INFINITY ? 1 : temperature / (1 + temperature);
