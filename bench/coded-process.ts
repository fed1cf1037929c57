// tsx bench/coded-process.ts SIZE ORDER: columns to a ledger in a process of its own, where no row object is alive to be collected around.
import { ledgerFromColumns, months, mrrMovements } from 'tenure';
import { checkClose } from './check.ts';
import { codedBook } from './coded-book.ts';
import { groupCodes, netByMonth } from './coded-by-hand.ts';
import { race, sections } from './race.ts';
import { firstMonth, lastMonth } from './rows.ts';

const size = Number(process.argv[2]);
const order = process.argv[3] === 'shuffled' ? 'shuffled' : 'grouped';
const book = codedBook(size, order);
const periods = months(firstMonth, lastMonth);
const monthStarts = Int32Array.from([...periods.map(({ start }) => start), periods.at(-1)?.end as Date], (date) =>
  Math.floor(date.getTime() / 86_400_000),
);
/** A dictionary that was compiled before is only compared with what it was; this one is checked for texts that it holds twice. */
function withNewDictionary() {
  const { codes, values } = book.customerId;
  return { ...book, customerId: { codes, values: values.slice() } };
}

if (process.argv[4] === 'memory') {
  const [statement] = mrrMovements(ledgerFromColumns(book), periods).slice(-1);
  if (statement === undefined || statement.closing <= 0) throw new Error('no statement');
  console.log(JSON.stringify({ gigabytes: process.resourceUsage().maxRSS / 2 ** 20 }));
} else {
  const ours = mrrMovements(ledgerFromColumns(book), periods);
  const { closing } = netByMonth(book, monthStarts);
  for (const [month, statement] of ours.entries()) {
    checkClose(`closing of ${statement.period.label}`, statement.closing, closing[month] as number, 1e-9);
  }
  console.log = () => undefined;
  sections.push({ title: '', lines: [] });
  const name = (text: string) => `${text}, ${order}`;
  await race(size, [
    { name: name('tenure: coded columns, no row objects'), run: () => ledgerFromColumns(book) },
    { name: name('tenure: the same, dictionary not seen before'), run: () => ledgerFromColumns(withNewDictionary()) },
    { name: name('by hand: group, walk, net by month'), run: () => netByMonth(book, monthStarts) },
    { name: name('by hand: group alone'), run: () => groupCodes(book) },
  ]);
  process.stdout.write(JSON.stringify(sections[0]?.lines));
}
