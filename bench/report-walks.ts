import {
  customerMovements,
  customerRetentionRate,
  grossRevenueRetention,
  type Ledger,
  ledger,
  type MrrMovements,
  months,
  mrrMovements,
  netRevenueRetention,
  type Period,
  type RetentionReportRow,
  retentionReport,
  type Subscription,
  trailing,
} from 'tenure';
import { checkClose } from './check.ts';
import { terms } from './naive-decimal.ts';
import { race } from './race.ts';
import { firstMonth, lastMonth } from './rows.ts';

const allMonths = months(firstMonth, lastMonth);
const years = allMonths.map(({ end }) => trailing(12, 'month', end));

/** Sixty trailing years over sixty months, and the report over the walks that it is made of: own ratios, no other engine. */
export async function walksRace(rows: readonly Subscription[]): Promise<void> {
  const book = ledger(rows);
  const ofYears = mrrMovements(book, years);
  checkYears(book, ofYears);
  checkReport(book, retentionReport(book, allMonths), ofYears);
  const walks = () => [mrrMovements(book, allMonths), customerMovements(book, allMonths), mrrMovements(book, years)];
  await race(rows.length, [
    { name: '60 months', run: () => mrrMovements(book, allMonths) },
    { name: 'trailing years / months', run: () => mrrMovements(book, years) },
  ]);
  await race(rows.length, [
    { name: 'months, customers, trailing years', run: walks },
    { name: 'report / its walks', run: () => retentionReport(book, allMonths) },
  ]);
}

/** Each year alone is walked along a track of its own. */
function checkYears(book: Ledger, ofYears: readonly MrrMovements[]): void {
  for (const [place, statement] of ofYears.entries()) {
    const alone = mrrMovements(book, years[place] as Period);
    for (const term of [...terms, 'retainedNet', 'retainedGross'] as const) {
      checkClose(`${term} of ${statement.period.label}`, statement[term], alone[term], 0);
    }
  }
}

function checkReport(book: Ledger, report: readonly RetentionReportRow[], ofYears: readonly MrrMovements[]): void {
  const ofMonths = mrrMovements(book, allMonths);
  const customers = customerMovements(book, years);
  for (const [place, row] of report.entries()) {
    const [ofMonth, ofYear] = [ofMonths[place] as MrrMovements, ofYears[place] as MrrMovements];
    const ofCustomers = customers[place] as (typeof customers)[number];
    const pairs: [name: string, ours: number | null, theirs: number | null][] = [
      ['closing', row.closingMrr, ofMonth.closing],
      ['net retention', row.netRevenueRetention12, netRevenueRetention(ofYear).value],
      ['gross retention', row.grossRevenueRetention12, grossRevenueRetention(ofYear).value],
      ['customer retention', row.customerRetentionRate12, customerRetentionRate(ofCustomers).value],
    ];
    for (const [name, ours, theirs] of pairs) checkClose(`${name} of ${row.period}`, ours ?? -1, theirs ?? -1, 0);
  }
}
