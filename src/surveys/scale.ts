import { reject } from '../errors.ts';

/** The lowest and the highest score that a survey offers, whole numbers. */
export type SurveyScale = readonly [lowest: number, highest: number];

/** Each score has a counter: this bounds what a mistaken scale can take in memory. */
const widest = 1000;

/** An option such as `scale`; left out, it is the usual one. */
export function readScale(value: unknown, usual: SurveyScale, path = 'options.scale'): SurveyScale {
  if (value === undefined) return usual;
  const [first, last, ...more] = Array.isArray(value) ? value : [];
  const isScale = Number.isSafeInteger(first) && Number.isSafeInteger(last) && more.length === 0;
  if (!isScale || !(first < last && last - first <= widest)) {
    const rule = `be two whole numbers, the lowest and the highest score, at most ${widest} apart`;
    reject('INVALID_OPTION', path, rule, value);
  }
  return [first + 0, last + 0];
}

/** The score named by an option; left out, it is the usual one, which stands for the usual scale alone. */
export function readThreshold(
  options: Readonly<Record<string, unknown>>,
  name: string,
  [first, last]: SurveyScale,
  usual: number | undefined,
): number {
  const { [name]: value = usual } = options;
  if (!Number.isInteger(value) || (value as number) < first || (value as number) > last) {
    reject(
      'INVALID_OPTION',
      `options.${name}`,
      `be a whole number from ${first} to ${last}, a score of the scale`,
      value,
    );
  }
  return value as number;
}

/** The options `scale` and the threshold beside it. */
export function readScaleAndThreshold(
  options: Readonly<Record<string, unknown>>,
  name: string,
  usualScale: SurveyScale,
  usual: number,
): { readonly scale: SurveyScale; readonly from: number } {
  const scale = readScale(options.scale, usualScale);
  return { scale, from: readThreshold(options, name, scale, isSame(scale, usualScale) ? usual : undefined) };
}

export function isSame(a: SurveyScale, b: SurveyScale): boolean {
  return a[0] === b[0] && a[1] === b[1];
}
