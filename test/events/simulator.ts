import fc from 'fast-check';
import type { SubscriptionEvent } from 'tenure/events';

/** The days that are simulated; a subscription acts before the last two months of them. */
export const lastDay = 330;

export const dayText = (day: number) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);

const action = fc.record({
  gap: fc.integer({ min: 1, max: 30 }),
  kind: fc.constantFrom('change', 'pause', 'leave', 'refund', 'end', 'renew', 'transfer', 'stay'),
  amount: fc.integer({ min: 1, max: 500 }),
  days: fc.integer({ min: 1, max: 25 }),
  word: fc.integer({ min: 0, max: 5 }),
  isTold: fc.boolean(),
  to: fc.constantFrom('c0', 'c1', 'c2'),
});

export const plan = fc.record({
  customer: fc.constantFrom('c0', 'c1', 'c2'),
  first: fc.integer({ min: 0, max: 40 }),
  amount: fc.integer({ min: 1, max: 500 }),
  trialDays: fc.constantFrom(0, 0, 0, 7, 30),
  actions: fc.array(action, { maxLength: 7 }),
});

type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never;

export interface Played {
  readonly events: readonly SubscriptionEvent[];
  /** What the subscription is worth on a day, and to whom it belongs. */
  readonly worth: readonly number[];
  readonly owner: readonly string[];
  /** What a state event says as a day begins, before anything that happens on it. */
  readonly states: readonly (SubscriptionEvent | undefined)[];
}

/** How a log is told: what happens by states alone, by other words too, or of the customers that a subscription had before. */
export interface Telling {
  readonly states?: boolean;
  readonly oldNames?: boolean;
}

/**
 * Plays one subscription day by day, and tells each thing that happens in one of the words for it. The truth is what a few variables are
 * as a day ends; nothing here knows rows, lives or phases.
 */
export function play(
  { customer, first, amount: price, trialDays, actions }: Plan,
  subscriptionId: string,
  telling: Telling = {},
): Played {
  const events: SubscriptionEvent[] = [];
  const worth: number[] = [];
  const owner: string[] = [];
  const states: (SubscriptionEvent | undefined)[] = [];
  let [today, amount, holder] = [first, price, customer];
  let [isRunning, isPaused, isEndTold] = [true, false, false];
  let trialUntil = first + trialDays;
  let ends: number | null = null;
  const names = [customer];

  const tell = (type: string, fields: object = {}, at = today) => {
    const customerId = telling.oldNames ? names[at % names.length] : holder;
    events.push({ customerId, subscriptionId, type, at: dayText(at), ...fields } as SubscriptionEvent);
  };
  const terms = (): object => ({ amount, interval: 'month' });
  const state = (): object => ({
    ...terms(),
    status: isRunning ? (isPaused ? 'paused' : 'active') : 'ended',
    ...(isRunning && trialUntil > today && { trialEnd: dayText(trialUntil) }),
    ...(isRunning && ends !== null && { endsAt: dayText(ends) }),
  });
  /** By a state, or by one of the words. */
  const tellAs = (word: number, ...words: [type: string, fields?: object][]) => {
    if (telling.states || word === 0) tell('state', state());
    else tell(...(words[word % words.length] as [string, object?]));
  };
  const note = () => {
    worth[today] = isRunning && !isPaused && today >= trialUntil ? amount : 0;
    owner[today] = holder;
  };
  const leave = () => {
    [isRunning, isPaused, ends] = [false, false, null];
  };
  const nextDay = () => {
    today += 1;
    states[today] = {
      customerId: holder,
      subscriptionId,
      type: 'state',
      at: dayText(today),
      ...state(),
    } as SubscriptionEvent;
    if (ends === today && isRunning) {
      leave();
      if (isEndTold) tellAs(1, ['ended']);
    }
    note();
  };

  if (telling.states) tell('state', state());
  else tell('started', { ...terms(), ...(trialDays > 0 && { trialEnd: dayText(trialUntil) }) });
  note();
  for (const { gap, kind, amount: other, days, word, isTold, to } of actions) {
    for (let left = gap; left > 0; left -= 1) nextDay();
    if (!isRunning) {
      if (telling.states && !isEndTold) continue;
      // Of a subscription whose end was only planned a state would say that the end did not come.
      const said = isEndTold ? word : word + 1;
      [isRunning, isEndTold, trialUntil, amount] = [true, false, today, other];
      tellAs(said, ['renewed', { amount }], ['reactivated', { amount }], ['started', terms()]);
    } else if (kind === 'change') {
      amount = other;
      tellAs(word, ['changed', { amount }]);
    } else if (kind === 'pause') {
      isPaused = !isPaused;
      tellAs(word, [isPaused ? 'paused' : 'resumed']);
    } else if (kind === 'leave') {
      [ends, isEndTold] = [today + days, isTold];
      tellAs(word, ['cancelRequested', { endsAt: dayText(ends) }]);
    } else if (kind === 'stay') {
      if (ends !== null) {
        ends = null;
        tellAs(word, ['uncancelled'], ['reactivated']);
      }
    } else if (kind === 'renew') {
      [isPaused, trialUntil] = [false, Math.min(trialUntil, today)];
      tellAs(word, ['renewed']);
    } else if (kind === 'transfer') {
      if (to !== holder && !telling.states) {
        tell('transferred', { customerId: holder, toCustomerId: to });
        holder = to;
        names.push(to);
      }
    } else {
      leave();
      isEndTold = kind === 'end' || isTold || telling.states === true;
      if (kind === 'refund' && !telling.states) tell('cancelRequested', { endsAt: dayText(today) });
      if (isEndTold) tellAs(kind === 'end' ? word : 1, ['ended']);
    }
    note();
  }
  while (today < lastDay) nextDay();
  return { events, worth, owner, states };
}
