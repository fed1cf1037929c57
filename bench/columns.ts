import type { Ledger } from 'tenure';
// Types only: what a ledger holds is private, and the compiler shall say when it changes.
import type { CompiledLedger } from '../src/ledger/levels/compile.ts';

/** What a compiled ledger holds, by the symbol that both builds of the package share. */
export function compiledOf(book: Ledger): CompiledLedger {
  const held = (book as unknown as Record<symbol, { readonly compiled: CompiledLedger } | undefined>)[
    Symbol.for('tenure.ledger')
  ];
  if (held === undefined) throw new Error('not a ledger');
  return held.compiled;
}

/** The bytes of all typed arrays within a value. Texts, such as the names of the customers, are not counted. */
export function columnBytes(value: unknown, seen = new Set<unknown>()): number {
  if (typeof value !== 'object' || value === null || seen.has(value)) return 0;
  seen.add(value);
  if (ArrayBuffer.isView(value)) return value.byteLength;
  const members = Array.isArray(value) ? value.slice(0, 1_000) : Object.values(value);
  return members.reduce((sum: number, member) => sum + columnBytes(member, seen), 0);
}
