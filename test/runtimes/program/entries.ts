import type { Material } from './material.ts';

/** The names that each entry has, and those of them that are not the same thing by the main entry. */
export function entryNames({ entries }: Material): unknown {
  const { tenure: main = {}, ...others } = entries;
  return Object.entries(others).map(([entry, names]) => ({
    entry,
    names: publicNames(names),
    own: publicNames(names).filter((name) => names[name] !== main[name]),
  }));
}

// CommonJS modules seen through an import have these two as well.
const publicNames = (names: object) =>
  Object.keys(names)
    .filter((name) => name !== 'default' && name !== '__esModule')
    .sort();
