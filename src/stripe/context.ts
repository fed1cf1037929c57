import type { AddNote } from './notes.ts';
import type { ToMajor } from './objects/minor-units.ts';
import type { PriceBook } from './prices/price-book.ts';

/** What every step needs: how minor units count, which prices are known, and where to say what the rows do not. */
export interface Context {
  readonly toMajor: ToMajor;
  readonly prices: PriceBook;
  readonly note: AddNote;
}
