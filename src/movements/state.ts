import {
  type CheckedPeriod,
  type Instant,
  type Period,
  readInstant,
  readPeriod,
  type Zone,
  zoneOfPeriods,
} from '../calendar/open.ts';
import { isDate } from '../errors.ts';
import type { Rational } from '../exact/index.ts';
import { checkPriced, checkSource, type OpenedSource, openSource } from '../ledger/query.ts';
import type { Money } from '../money/index.ts';
import { isRecord } from '../read/index.ts';
import { type CustomerTotals, customersAlong, localLevels } from './statement/totals.ts';
import { rationalWalk } from './walk/rational-walk.ts';
import { exchangeInstants, inReportingCurrency } from './walk/reporting-currency.ts';
import type { SegmentSums } from './walk/segment-sums.ts';
import { layTracks } from './walk/tracks.ts';
import { walk } from './walk/walk.ts';

/** The time of a state: an instant, including its own events; a period, just before its end; or a list of either. */
export type At = Instant | Period | readonly (Instant | Period)[];

/** The state at one instant. */
interface LedgerState {
  /** Computed only when needed: without it, no exchange rate is needed. */
  readonly mrr: () => Rational;
  readonly customers: number;
}

/** The states of a call, in its order. */
export interface LedgerStates {
  readonly isList: boolean;
  readonly states: readonly LedgerState[];
  /** The form of the MRR in the result. */
  readonly money: Money;
  readonly opened: OpenedSource;
}

const orPeriod = ", or a Period such as month('2026-03')";

/** The instants at which states are needed. */
export interface StatesAsked {
  readonly isList: boolean;
  /** Set if any of them are periods. */
  readonly zone: Zone | undefined;
  /** The last instants that count, in epoch milliseconds. Dates without a time are days of the zone in force. */
  instantsIn(zone: Zone): number[];
}

export function readAt(at: unknown): StatesAsked {
  const isList = Array.isArray(at);
  // Not `map`, which would skip the holes of a sparse array.
  const asked = isList
    ? Array.from(at, (own, index) => ({ own, path: `at[${index}]` }))
    : [{ own: at as unknown, path: 'at' }];
  const given = asked.map(({ own, path }) => ({ own, path, checked: isPeriod(own) ? readPeriod(own, path) : null }));
  const zone = zoneOfPeriods(given.flatMap(({ checked }) => checked ?? []));
  return {
    isList,
    zone,
    instantsIn: (inForce) =>
      given.map(({ own, path, checked }) =>
        checked === null ? readInstant(own, inForce, path, orPeriod) : checked.end - 1,
      ),
  };
}

/** One walk for all of them. */
export function statesAt(source: unknown, at: unknown, policy: unknown): LedgerStates {
  checkSource(source);
  const { isList, zone, instantsIn } = readAt(at);
  const opened = openSource(source, policy, zone);
  const periods = instantsIn(opened.ledger.rules.zone).map((instant) => {
    // Instants are whole milliseconds, so the state at one is the opening state of the next. A period of length 0 has only one rate.
    return { start: instant + 1, end: instant + 1 } as CheckedPeriod;
  });
  const states: LedgerState[] = [];
  for (const track of layTracks(periods)) {
    // Between instants, each step counts by itself, and a period of length 0 holds none.
    const [sums] = walk(opened.ledger, [track], periods, null) as [SegmentSums];
    const customers = customersAlong(track, sums, sums);
    let levels: Rational[][] | undefined;
    for (const [i, position] of track.positions.entries()) {
      const { opening } = exchangeInstants(periods[position] as CheckedPeriod);
      states[position] = {
        mrr: () => {
          checkPriced(opened.ledger);
          levels ??= localLevels(opened.ledger, track, sums.amounts, rationalWalk(opened.ledger, track, periods, 0));
          return inReportingCurrency(opened.ledger, levels[2 * i + 1] as Rational[], opening);
        },
        customers: (customers[i] as CustomerTotals).opening,
      };
    }
  }
  return { isList, states, money: opened.statement.money, opened };
}

/** Some instants are objects too, with a value or tag of their own. */
function isPeriod(value: unknown): boolean {
  return isRecord(value) && !isDate(value) && ('start' in value || 'end' in value || 'timeZone' in value);
}
