/** What a flag takes. */
interface FlagKind {
  readonly type: 'string' | 'boolean';
  readonly multiple?: boolean;
  readonly short?: string;
  readonly default?: string | boolean;
}

export type FlagKinds = Readonly<Record<string, FlagKind>>;

interface ParsedArguments {
  readonly values: Readonly<Record<string, string | boolean | readonly string[]>>;
  readonly positionals: readonly string[];
}

/** `--name value`, `--name=value`, `--on` and files, as Node's own parser takes them, and wherever there is no Node; throws what is wrong with them. */
export function parseArguments(args: readonly string[], kinds: FlagKinds): ParsedArguments {
  const values: Record<string, string | boolean | string[]> = {};
  const positionals: string[] = [];
  for (const [name, kind] of Object.entries(kinds)) if (kind.default !== undefined) values[name] = kind.default;
  const left = [...args];
  while (left.length > 0) {
    const arg = left.shift() ?? '';
    const [, dashes, given = '', own] = /^(--?)(\w[\w-]*)(?:=([\s\S]*))?$/.exec(arg) ?? [];
    if (dashes === undefined) positionals.push(arg);
    else {
      const name = dashes === '--' ? given : Object.keys(kinds).find((long) => kinds[long]?.short === given);
      const kind = name === undefined ? undefined : kinds[name];
      if (name === undefined || kind === undefined) throw new Error(`Unknown option '${dashes}${given}'`);
      if (kind.type === 'boolean') {
        if (own !== undefined) throw new Error(`Option '${dashes}${given}' does not take an argument`);
        values[name] = true;
      } else {
        const next = left[0];
        const value = own ?? (next === undefined || /^-./.test(next) ? undefined : left.shift());
        if (value === undefined) throw new Error(`Option '--${name} <value>' argument missing`);
        values[name] = kind.multiple ? [...((values[name] ?? []) as string[]), value] : value;
      }
    }
  }
  return { values, positionals };
}
