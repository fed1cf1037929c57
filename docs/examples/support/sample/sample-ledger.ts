import { stringify } from 'csv-stringify/sync';
import { seededRandom } from './random.ts';
import { customerRows, lastMonth, type SampleRow } from './sample-customer.ts';

const seed = 20_230_101;
const openingBook = 280;
const firstSignUps = 26;
const signUpGrowth = 1.006;

/** An invented business from January 2023 to June 2026: a book of customers in the first month, and sign-ups that grow from there. */
function sampleLedger(): SampleRow[] {
  const random = seededRandom(seed);
  const rows: SampleRow[] = [];
  let customers = 0;
  for (let month = 0; month <= lastMonth; month += 1) {
    const signUps = Math.round(firstSignUps * signUpGrowth ** month) + random.between(-4, 4);
    for (let count = month === 0 ? openingBook : signUps; count > 0; count -= 1) {
      customers += 1;
      rows.push(...customerRows(`C${String(customers).padStart(4, '0')}`, month, random));
    }
  }
  return rows.sort(byStart);
}

export function sampleLedgerCsv(): string {
  return stringify(sampleLedger(), {
    header: true,
    columns: [
      'customer_id',
      'subscription_id',
      'segment',
      'plan',
      'start_date',
      'end_date',
      'amount',
      'interval',
      'quantity',
      'currency',
      'trial_end',
      'pause_start',
      'pause_end',
    ],
  });
}

function byStart(a: SampleRow, b: SampleRow): number {
  return compare(a.start_date, b.start_date) || compare(a.subscription_id, b.subscription_id);
}

/** By code unit: a locale would make the file depend on the machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
