// The path of a line through points, in hundredths of a pixel; it is broken where a point is not defined.

type Of<T, R> = (point: T, i: number) => R;

type Line<T> = ((points: readonly T[]) => string) & { defined: (holds: Of<T, boolean>) => Line<T> };

export function line<T>(x: Of<T, number>, y: Of<T, number>, defined: Of<T, boolean> = () => true): Line<T> {
  const hundredths = (pixel: number) => String(Math.round(100 * pixel) / 100);
  const draw = (points: readonly T[]) => {
    let path = '';
    let pen = 'M';
    points.forEach((point, i) => {
      if (defined(point, i)) {
        path += `${pen}${hundredths(x(point, i))} ${hundredths(y(point, i))}`;
        pen = 'L';
      } else pen = 'M';
    });
    return path;
  };
  return Object.assign(draw, { defined: (holds: Of<T, boolean>) => line(x, y, holds) });
}
