import type { Subscription, SurveyResponse, UsageEvent } from 'tenure';
import { parseEvents, parseResponses, parseSubscriptions } from 'tenure/schema';
import type { Material } from './material.ts';

export interface Sample {
  readonly subscriptions: readonly Subscription[];
  readonly events: readonly UsageEvent[];
  readonly responses: readonly SurveyResponse[];
}

type Cells = Readonly<Record<string, string>>;

/** The sample files of the docs as rows, read by tenure/schema; all of them are good rows. */
export function readSample({ ledger, events, answers }: Material['files']): Sample {
  const options = { numberFormat: '1,234.56', missing: [''] } as const;
  return {
    subscriptions: allGood(parseSubscriptions(records(ledger).map(subscriptionCells), options)),
    events: allGood(parseEvents(records(events).map(eventCells), options)),
    responses: allGood(parseResponses(records(answers).map(responseCells), options)),
  };
}

function allGood<Row>({
  rows,
  rejected,
}: {
  readonly rows: readonly Row[];
  readonly rejected: readonly unknown[];
}): readonly Row[] {
  if (rejected.length > 0 || rows.length === 0) throw new Error(`${rejected.length} rows of the sample were refused`);
  return rows;
}

/** The files hold no quotes. */
function records(csv: string): Cells[] {
  const [names = [], ...lines] = csv
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  return lines.map((cells) => Object.fromEntries(names.map((name, column) => [name, cells[column] ?? ''])));
}

const subscriptionCells = (cells: Cells) => ({
  customerId: cells.customer_id,
  subscriptionId: cells.subscription_id,
  segment: cells.segment,
  plan: cells.plan,
  start: cells.start_date,
  end: cells.end_date,
  amount: cells.amount,
  interval: cells.interval,
  quantity: cells.quantity,
  currency: cells.currency,
  trialEnd: cells.trial_end,
  ...(cells.pause_start === '' ? {} : { pauses: [{ start: cells.pause_start, end: cells.pause_end }] }),
});

const eventCells = (cells: Cells) => ({
  customerId: cells.customer_id,
  at: cells.at,
  userId: cells.user_id,
  feature: cells.feature,
  durationSeconds: cells.duration_seconds,
});

const responseCells = (cells: Cells) => ({
  customerId: cells.customer_id,
  at: cells.at,
  score: cells.nps,
  segment: cells.segment,
  themes: cells.themes?.split(';').filter((theme) => theme !== ''),
});
