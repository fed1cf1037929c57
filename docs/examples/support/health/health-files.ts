import { type HealthData, healthSignals, isMetricsError } from 'tenure';
import { cellGetters, numberIn, type Refuse } from '../cells.ts';
import { type Columns, type Fields, findColumns } from '../columns.ts';
import { explainCell } from '../explain.ts';
import type { Progress } from '../progress.ts';
import { readCsv } from '../read-csv.ts';
import type { List } from './health-flags.ts';

type Row<L extends keyof HealthData> = Extract<HealthData[L], readonly unknown[]>[number];

const customer = { path: 'customerId', wellKnown: ['customer_id', 'customerId', 'customer'], required: true } as const;
const at = { path: 'at', wellKnown: ['at', 'timestamp', 'time', 'date'], required: true } as const;

/** What each file can say, and what the library calls its rows. */
const files = {
  events: file('events', {
    customer,
    at,
    user: { path: 'userId', wellKnown: ['user_id', 'userId'] },
    feature: { path: 'feature', wellKnown: ['feature', 'event'] },
  }),
  tickets: file('tickets', {
    customer,
    opened: { path: 'openedAt', wellKnown: ['opened_at', 'openedAt'], required: true },
    resolved: { path: 'resolvedAt', wellKnown: ['resolved_at', 'resolvedAt'] },
    reopened: { path: 'reopenedAt', wellKnown: ['reopened_at', 'reopenedAt'] },
  }),
  payments: file('payments', {
    customer,
    at,
    status: { path: 'status', wellKnown: ['status'], required: true },
    invoice: { path: 'invoiceId', wellKnown: ['invoice_id', 'invoiceId'] },
  }),
  answers: file('responses', {
    customer,
    at,
    score: { path: 'score', wellKnown: ['score', 'nps'], required: true },
    survey: { path: 'survey', wellKnown: ['survey'] },
  }),
} as const;

function file<L extends keyof HealthData, Name extends string>(list: L, fields: Fields<Name>) {
  return { list, fields };
}

/** Reads one file, and has the library check its rows. */
export async function readList(name: List, path: string, timeZone: string, progress: Progress): Promise<HealthData> {
  const { list, fields } = files[name] as { list: keyof HealthData; fields: Fields<string> };
  const source = await readCsv(
    path,
    {
      mapOf: (header: readonly string[]) => findColumns(fields, header, new Map()),
      readerOf: (map: Columns<string>) => readerOf(fields, map),
    },
    progress,
  );
  const data = { [list]: source.rows as unknown as Row<typeof list>[] } as HealthData;
  try {
    healthSignals(data, '2000-01-01', { timeZone });
  } catch (error) {
    throw isMetricsError(error) ? explainCell(error, source, { list, fields }) : error;
  }
  return data;
}

/** Wrong text is handed on to the library, so that its message says what was found. */
function readerOf(fields: Fields<string>, map: Columns<string>) {
  const cell = cellGetters(map);
  const getters = Object.entries(fields).map(([name, { path }]) => ({ name, path, get: cell(name) }));
  return (cells: readonly string[], refuse: Refuse<string>) => {
    const entries = getters.map(({ name, path, get }) => [
      path,
      path === 'score' ? numberIn(get(cells), name, refuse) : get(cells),
    ]);
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Readonly<Record<string, unknown>>;
  };
}
