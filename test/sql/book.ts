import { seeded } from '../support/seeded.ts';

/** A row as a database keeps it: dates and instants as texts, money as a decimal text. */
interface BookRow {
  /** Above 2^53, which a double cannot hold. */
  readonly id: string;
  readonly customer: string;
  readonly amount: string;
  readonly quantity: number;
  readonly billing: 'month' | 'quarter' | 'year';
  readonly discountPercent: string | null;
  readonly startedOn: string;
  readonly trialEndsOn: string | null;
  /** UTC, without saying so. */
  readonly endedAt: string | null;
}

const firstDay = Date.UTC(2023, 10, 1);
const dayOf = (days: number) => new Date(firstDay + days * 86_400_000).toISOString().slice(0, 10);
/** Midnight, and the hours in which Berlin, Los Angeles or both are on another day than UTC. */
const times = ['00:00:00', '00:00:00', '00:30:00', '07:30:00', '12:00:00', '22:30:00', '23:59:59'];

/** 240 rows from November 2023 to December 2025; one in three begins or ends with a month. */
const book: readonly BookRow[] = Array.from({ length: 240 }, (_, index) => {
  const draw = seeded(index + 1).next;
  const day = Math.floor(draw() * 760);
  const onFirst = (days: number) => (index % 3 === 0 ? `${dayOf(days).slice(0, 7)}-01` : dayOf(days));
  const startedOn = onFirst(day);
  const length = Math.floor(draw() * 500) + 40;
  const pick = <T>(list: readonly T[]) => list[Math.floor(draw() * list.length)] as T;
  return {
    id: String(9_007_199_254_740_993n + BigInt(index)),
    customer: `c-${Math.floor(draw() * 90)}`,
    amount: (Math.floor(draw() * 90_000) / 100 + 5).toFixed(2),
    quantity: Math.floor(draw() * 8) + 1,
    billing: pick(['month', 'quarter', 'year'] as const),
    discountPercent: draw() < 0.3 ? pick(['10.00', '12.50', '33.33', '100.00']) : null,
    startedOn,
    trialEndsOn: draw() < 0.2 ? dayOf(day + Math.floor(draw() * 45)) : null,
    endedAt: draw() < 0.6 ? `${onFirst(day + length)} ${pick(times)}` : null,
  };
});

/** The first days of the months that follow 24 month ends. */
export const boundaries: readonly string[] = Array.from({ length: 24 }, (_, month) =>
  new Date(Date.UTC(2024, month + 1, 1)).toISOString().slice(0, 10),
);

/** An MRR as SQL sums it up, in whole numbers: cents, hundredths of a percent, and twelfths for the months of a year. */
export const unitsPerMrr = 100n * 10_000n * 12n;

const text = (value: string | null) => (value === null ? 'NULL' : `'${value}'`);

/** Statements that make and fill the table `book`, by the types of an engine. */
export const createBook = {
  postgres: [
    `DROP TABLE IF EXISTS book; DROP TYPE IF EXISTS billing_interval;
     CREATE TYPE billing_interval AS ENUM ('month', 'quarter', 'year');
     CREATE TABLE book (
       id bigint PRIMARY KEY, customer text NOT NULL, amount numeric(12, 2) NOT NULL, quantity integer NOT NULL,
       billing billing_interval NOT NULL, discount_percent numeric(5, 2), started_on date NOT NULL, trial_ends_on date,
       ended_at timestamptz, ended_utc timestamp)`,
    `INSERT INTO book VALUES ${valuesOf((value) => (value === null ? 'NULL' : `timestamptz '${value}+00'`))}`,
  ],
  duckdb: [
    `CREATE TYPE billing_interval AS ENUM ('month', 'quarter', 'year')`,
    `CREATE TABLE book (
       id BIGINT PRIMARY KEY, customer VARCHAR NOT NULL, amount DECIMAL(12, 2) NOT NULL, quantity INTEGER NOT NULL,
       billing billing_interval NOT NULL, discount_percent DECIMAL(5, 2), started_on DATE NOT NULL, trial_ends_on DATE,
       ended_at TIMESTAMPTZ, ended_utc TIMESTAMP)`,
    `INSERT INTO book VALUES ${valuesOf((value) => (value === null ? 'NULL' : `TIMESTAMPTZ '${value}+00'`))}`,
  ],
  // No decimals, no dates: whole cents, and texts.
  sqlite: [
    `CREATE TABLE book (
       id INTEGER PRIMARY KEY, customer TEXT NOT NULL, amount_cents INTEGER NOT NULL, quantity INTEGER NOT NULL,
       billing TEXT NOT NULL, discount_percent TEXT, started_on TEXT NOT NULL, trial_ends_on TEXT,
       ended_at TEXT, ended_epoch INTEGER) STRICT`,
    `INSERT INTO book VALUES ${book
      .map(
        (row) =>
          `(${row.id}, ${text(row.customer)}, ${row.amount.replace('.', '')}, ${row.quantity}, ${text(row.billing)}, ` +
          `${text(row.discountPercent)}, ${text(row.startedOn)}, ${text(row.trialEndsOn)}, ${text(row.endedAt)}, ` +
          `unixepoch(${text(row.endedAt)}))`,
      )
      .join(',\n')}`,
  ],
} as const;

function valuesOf(instant: (value: string | null) => string): string {
  return book
    .map(
      (row) =>
        `(${row.id}, ${text(row.customer)}, ${row.amount}, ${row.quantity}, ${text(row.billing)}, ` +
        `${row.discountPercent ?? 'NULL'}, ${text(row.startedOn)}, ${text(row.trialEndsOn)}, ${instant(row.endedAt)}, ` +
        `${text(row.endedAt)})`,
    )
    .join(',\n');
}

const boundaryList = boundaries.map((day) => `('${day}')`).join(', ');

/**
 * The engine's own MRR just before each boundary, as a text of whole units: of rows that have begun, that are no longer on trial, and that have
 * not ended.
 */
export const mrrQuery = {
  /** At the boundaries of the calendar in a time zone. */
  postgres: (timeZone: string) => `
    SELECT coalesce(sum(
        amount * 100 * quantity * (10000 - coalesce(discount_percent, 0) * 100)
        * CASE billing WHEN 'month' THEN 12 WHEN 'quarter' THEN 4 ELSE 1 END), 0)::numeric(30, 0)::text AS units
    FROM (SELECT day::date AS day FROM (VALUES ${boundaryList}) AS list (day)) AS boundary
    LEFT JOIN book ON started_on < day AND (trial_ends_on IS NULL OR trial_ends_on < day)
      AND (ended_at IS NULL OR ended_at >= day::timestamp AT TIME ZONE '${timeZone}')
    GROUP BY day ORDER BY day`,
  duckdb: (timeZone: string) => `
    SELECT coalesce(sum((amount * 100)::BIGINT * quantity * (10000 - (coalesce(discount_percent, 0) * 100)::BIGINT)
        * CASE billing WHEN 'month' THEN 12 WHEN 'quarter' THEN 4 ELSE 1 END), 0)::HUGEINT::VARCHAR AS units
    FROM (SELECT day::DATE AS day FROM (VALUES ${boundaryList}) AS list (day)) AS boundary
    LEFT JOIN book ON started_on < day AND (trial_ends_on IS NULL OR trial_ends_on < day)
      AND (ended_at IS NULL OR ended_at >= day::TIMESTAMP AT TIME ZONE '${timeZone}')
    GROUP BY day ORDER BY day`,
  sqlite: () => `
    SELECT CAST(coalesce(sum(
        amount_cents * quantity * (10000 - CAST(round(coalesce(discount_percent, 0) * 100) AS INTEGER))
        * CASE billing WHEN 'month' THEN 12 WHEN 'quarter' THEN 4 ELSE 1 END), 0) AS TEXT) AS units
    FROM (SELECT column1 AS day FROM (VALUES ${boundaryList})) AS boundary
    LEFT JOIN book ON started_on < day AND (trial_ends_on IS NULL OR trial_ends_on < day)
      AND (ended_at IS NULL OR ended_at >= day || ' 00:00:00')
    GROUP BY day ORDER BY day`,
} as const;
