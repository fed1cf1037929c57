import type { Rules } from './policy.ts';
import { isZero } from './rational.ts';
import type { Draft } from './state.ts';

// What a row pays that its own fields do not tell, straight from the definitions: rule by rule, and row by row against all others.

const within = (from: number, to: number, at: number): boolean => from <= at && at < to;

/** Whether the row runs at the instant, by itself. */
export const isRunning = (draft: Draft, at: number): boolean =>
  (within(draft.start, draft.end, at) &&
    ![...draft.paused, ...draft.unpaid].some(({ from, to }) => within(from, to, at))) ||
  (draft.bridge !== null && within(draft.bridge.from, draft.bridge.to, at));

const instantsOf = (draft: Draft): number[] =>
  [draft.start, draft.end, ...[...draft.paused, ...draft.unpaid].flatMap(({ from, to }) => [from, to])].filter(
    Number.isFinite,
  );

const firstRunning = (drafts: readonly Draft[]): number | undefined =>
  drafts.flatMap((draft) => instantsOf(draft).filter((at) => isRunning(draft, at))).sort((a, b) => a - b)[0];

/** Infinity for one that never ends; undefined where none ever runs. */
function lastRunning(drafts: readonly Draft[]): number | undefined {
  const ends = drafts.flatMap((draft) => {
    const far = Math.max(...instantsOf(draft)) + 1;
    if (isRunning(draft, far)) return [Number.POSITIVE_INFINITY];
    return instantsOf(draft).filter((at) => isRunning(draft, at - 1) && !isRunning(draft, at));
  });
  return ends.length === 0 ? undefined : Math.max(...ends);
}

function chainOf(draft: Draft, drafts: readonly Draft[]): string | undefined {
  let id = draft.row.subscriptionId;
  for (let steps = 0; id !== undefined; steps += 1) {
    if (steps > drafts.length) throw new RangeError('a circle of subscriptions that replace each other');
    const link = drafts.find(
      ({ row }) => row.customerId === draft.row.customerId && row.subscriptionId === id && row.replaces !== undefined,
    );
    if (link === undefined) return id;
    const old = link.row.replaces;
    if (!drafts.some(({ row }) => row.customerId === draft.row.customerId && row.subscriptionId === old)) {
      throw new RangeError(`no subscription ${old}`);
    }
    id = old;
  }
  return undefined;
}

function endLast(drafts: readonly Draft[], rules: Rules): void {
  if (rules.lastEnds === 'end') return;
  const { asOf } = rules;
  if (asOf === null) throw new RangeError('paidThrough needs asOf');
  const runsOn = (draft: Draft): Draft => {
    const isEnd = draft.to < asOf || !Number.isFinite(draft.to) || draft.to === draft.from || draft.requested;
    return isEnd ? draft : { ...draft, end: Number.POSITIVE_INFINITY };
  };
  // A row that never pays ends nothing.
  const paying = drafts.filter((draft) => firstRunning([asTried(runsOn(draft))]) !== undefined);
  const last = new Map(
    drafts.map((draft) => {
      const same = paying.filter(
        ({ row, id, index }) =>
          row.customerId === draft.row.customerId && (draft.id === undefined ? index === draft.index : id === draft.id),
      );
      return [draft, Math.max(...same.map(({ to }) => to))];
    }),
  );
  for (const draft of drafts) {
    if (runsOn(draft) === draft || draft.to !== last.get(draft)) continue;
    draft.end = Number.POSITIVE_INFINITY;
    draft.to = Number.POSITIVE_INFINITY;
  }
}

/** With its trial, where that can count. */
const asTried = (draft: Draft): Draft => (draft.tries ? { ...draft, start: draft.from } : draft);

function beginSigned(drafts: readonly Draft[], rules: Rules): void {
  if (rules.startAt === 'start') return;
  const paying = drafts.filter((draft) => firstRunning([asTried(draft)]) !== undefined);
  const signature = (draft: Draft): number => draft.signedAt ?? Number.NEGATIVE_INFINITY;
  const plans = paying.map((draft) => {
    const from = firstRunning([asTried(draft)]) ?? draft.start;
    const others = paying.filter((other) => other !== draft && other.owner === draft.owner);
    // What goes on, phase by phase, beyond the start of the draft is not at its end.
    const goesOn = (other: Draft): boolean =>
      other.to > draft.from ||
      others.some(
        (phase) =>
          phase !== other &&
          other.id !== undefined &&
          phase.id === other.id &&
          phase.from === other.to &&
          phase.to > phase.from &&
          (phase.from < draft.from || signature(phase) < signature(draft)) &&
          goesOn(phase),
      );
    const between = others.filter((other) => from < other.to && !goesOn(other));
    const together = between.filter((other) => signature(other) >= signature(draft));
    const begin = Math.max(from, ...together.map(({ to }) => to));
    return { draft, isEarly: from < draft.from, begin, older: between.filter((other) => !together.includes(other)) };
  });
  const cuts = plans.filter(({ isEarly }) => isEarly);
  for (const { draft, begin } of cuts) draft.start = Math.max(draft.start, begin);
  for (const { begin, older } of cuts) for (const other of older) other.end = Math.min(other.end, begin);
}

function countFirstTrials(drafts: readonly Draft[], rules: Rules): void {
  if (rules.trials !== 'first') return;
  const firsts = drafts.map((draft) =>
    firstRunning(drafts.filter((other) => other.owner === draft.owner && !isZero(other.monthly))),
  );
  drafts.forEach((draft, index) => {
    const first = firsts[index] ?? Number.POSITIVE_INFINITY;
    if (!draft.tries) return;
    draft.isTrial = draft.from < first;
    draft.start = Math.max(draft.from, Math.min(draft.start, first));
  });
}

function bridgeReplaced(drafts: readonly Draft[]): void {
  const bridges = drafts.map((draft) => {
    const { customerId, subscriptionId } = draft.row;
    if (subscriptionId === undefined) return null;
    const ofCustomer = drafts.filter(({ row }) => row.customerId === customerId);
    const last = lastRunning(ofCustomer.filter(({ row }) => row.subscriptionId === subscriptionId));
    const heirs = new Set(
      ofCustomer.filter(({ row }) => row.replaces === subscriptionId).map(({ row }) => row.subscriptionId),
    );
    const next = [...heirs].flatMap(
      (heir) => firstRunning(ofCustomer.filter(({ row }) => row.subscriptionId === heir)) ?? [],
    );
    if (last === undefined || next.length === 0 || Math.min(...next) <= last) return null;
    return isRunning(draft, last - 1) && !isRunning(draft, last) ? { from: last, to: Math.min(...next) } : null;
  });
  drafts.forEach((draft, index) => {
    draft.bridge = bridges[index] ?? null;
  });
}

export function settle(drafts: readonly Draft[], rules: Rules): void {
  const areLinked = drafts.some(({ row }) => row.replaces !== undefined);
  for (const draft of drafts) {
    draft.id = areLinked ? chainOf(draft, drafts) : draft.row.subscriptionId;
    draft.owner = JSON.stringify(
      rules.owner === 'customer' ? [draft.row.customerId] : [draft.row.customerId, draft.id ?? draft.index],
    );
  }
  endLast(drafts, rules);
  beginSigned(drafts, rules);
  countFirstTrials(drafts, rules);
  if (areLinked) bridgeReplaced(drafts);
}
