/** Texts by code unit: the same in every locale. */
export function compareTexts<T extends string | number | boolean>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
