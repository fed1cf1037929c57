// tsx bench/book-process.ts SIZE ORDER WAY: a book to a ledger by one way in, in a process where nothing else is alive to be collected around.
import { createHash } from 'node:crypto';
import { type Ledger, ledger, ledgerBuilder, ledgerFromColumns, months, mrrMovements } from 'tenure';
import { codedBook, rowsOfBook, textsOfBook } from './coded-book.ts';
import { turnsOf } from './race.ts';
import { firstMonth, lastMonth } from './rows.ts';

const [size, order, way] = process.argv.slice(2);
const bookGiven = () => codedBook(Number(size), order === 'shuffled' ? 'shuffled' : 'grouped');

const ways: Readonly<Record<string, () => () => Ledger>> = {
  objects() {
    const rows = rowsOfBook(bookGiven());
    return () => ledger(rows);
  },
  builder() {
    const rows = rowsOfBook(bookGiven());
    return () => ledgerBuilder().add(rows).build();
  },
  /** What a reader of CSV or JSON gives: an array for each column, with a string of its own for each value. */
  texts() {
    const columns = textsOfBook(bookGiven());
    return () => ledgerFromColumns(columns);
  },
  coded() {
    const book = bookGiven();
    return () => ledgerFromColumns(book);
  },
  /** A dictionary that was compiled before is only compared with what it was; this one is checked for texts that it holds twice. */
  new() {
    const book = bookGiven();
    const { codes, values } = book.customerId;
    return () => ledgerFromColumns({ ...book, customerId: { codes, values: values.slice() } });
  },
};

const run = (ways[way as string] as () => () => Ledger)();
const statements = JSON.stringify(mrrMovements(run(), months(firstMonth, lastMonth)));
process.stdout.write(
  JSON.stringify({
    statements: createHash('sha256').update(statements).digest('hex'),
    turns: await turnsOf({ name: '', run }, 5),
  }),
);
