import { count } from '../../language/formats.ts';
import { say } from '../../language/language.ts';
import type { Raw } from '../cells/cells.ts';
import type { LedgerField } from '../columns/fields.ts';
import { type Columns, plainName } from '../columns/header.ts';
import { leftOutReasons } from '../exports/export.ts';
import { type Fault, quoted } from '../faults.ts';
import type { Table } from '../open-table.ts';

/** What a status says of a subscription, whatever system prints it. */
export type Standing = 'running' | 'ended' | 'never' | 'trial' | 'paused';

const words: Readonly<Record<Standing, string>> = {
  running:
    'active,activated,live,running,renewing,current,open,past due,pastdue,unpaid,in grace period,non renewing,nonrenewing,pending cancel,' +
    'pending cancellation,cancel at period end,aktiv,laufend,überfällig,ungekündigt',
  ended:
    'canceled,cancelled,expired,ended,churned,terminated,inactive,closed,completed,gekündigt,beendet,abgelaufen,inaktiv,storniert',
  never:
    'incomplete,incomplete expired,draft,failed,rejected,pending,transferred,future,not started,entwurf,fehlgeschlagen',
  trial: 'trialing,trial,in trial,trialling,free trial,testphase,test phase,probe,probezeit,im test',
  paused: 'paused,on hold,suspended,pausiert,ruht,ruhend',
};

const known = new Map(
  Object.entries(words).flatMap(([standing, list]) =>
    list.split(',').map((word) => [plainName(word), standing as Standing] as const),
  ),
);

export function standingOf(status: string): Standing | undefined {
  return known.get(plainName(status));
}

/** The records that are subscriptions, with what was said of the others. */
export interface Kept {
  readonly raws: readonly Raw<LedgerField>[];
  readonly lines: readonly number[];
  /** What its status says of each. */
  readonly standings: readonly (Standing | undefined)[];
  readonly faults: readonly Fault[];
  readonly notes: readonly string[];
}

interface Asked {
  readonly leaveOut: readonly string[];
  readonly map: Columns<LedgerField>;
}

/** Leaves out what never was a subscription, and asks about what the file tells in its status alone. */
export function keptRecords(
  table: Table<LedgerField>,
  raws: readonly Raw<LedgerField>[],
  leftOut: ReadonlyMap<Raw<LedgerField>, string>,
  { leaveOut, map }: Asked,
): Kept {
  const isAsked = (status: string) => leaveOut.some((word) => plainName(word) === plainName(status));
  const reasons = new Map<string, number>();
  const unknown = new Map<string, number>();
  const kept: { raw: Raw<LedgerField>; line: number; standing: Standing | undefined }[] = [];
  const faults: Fault[] = [];
  for (const [place, raw] of raws.entries()) {
    const line = table.records[place]?.line ?? 0;
    const { status } = raw;
    const standing = status === undefined ? undefined : standingOf(status);
    const reason = leftOut.get(raw) ?? reasonOf(raw, standing, status !== undefined && isAsked(status));
    if (reason !== undefined) {
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      continue;
    }
    if (status !== undefined && standing === undefined) unknown.set(status, (unknown.get(status) ?? 0) + 1);
    const rule = status === undefined ? undefined : doubtOf(raw, standing, status);
    if (rule !== undefined)
      faults.push({ line, column: map.columns.get('status')?.name, rule, received: quoted(status ?? '') });
    kept.push({ raw, line, standing });
  }
  return {
    raws: kept.map(({ raw }) => raw),
    lines: kept.map(({ line }) => line),
    standings: kept.map(({ standing }) => standing),
    faults,
    notes: [
      ...(reasons.size === 0
        ? []
        : [
            say('Left out: {reasons}', {
              reasons: [...reasons].map(([reason, rows]) => reasonText(reason, rows)).join(', '),
            }),
          ]),
      ...[...unknown].map(([status, rows]) =>
        rows === 1
          ? say(
              "The status '{status}' (1 row) is not known, so the row counts as running; --leave-out '{status}' leaves it out",
              { status },
            )
          : say(
              "The status '{status}' ({count} rows) is not known, so these rows count as running; --leave-out '{status}' leaves them out",
              { status, count: count(rows) },
            ),
      ),
    ],
  };
}

/** A reason of an export is said with the number of its rows; a status stands behind it. */
function reasonText(reason: string, rows: number): string {
  const found = leftOutReasons.find((own) => own === reason);
  return found === undefined ? `${count(rows)} ${reason}` : say(found, { count: count(rows) });
}

function reasonOf(raw: Raw<LedgerField>, standing: Standing | undefined, isAsked: boolean): string | undefined {
  if (isAsked) return `${raw.status} (--leave-out)`;
  if (standing === 'never') return say('{status} (never paid)', { status: raw.status ?? '' });
  return standing === 'trial' && raw['trial-end'] === undefined
    ? say('{status} (no end of the trial is given)', { status: raw.status ?? '' })
    : undefined;
}

function doubtOf(raw: Raw<LedgerField>, standing: Standing | undefined, status: string): string | undefined {
  const word = `--leave-out '${status}' leaves such rows out`;
  if (standing === 'ended' && raw.end === undefined)
    return `has no end and would run forever: --end COLUMN names it, ${word}`;
  if (standing !== 'paused' || raw['pause-start'] !== undefined) return undefined;
  return `does not say since when: --pause-start COLUMN names the start, ${word}`;
}
