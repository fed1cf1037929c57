import type { Choices, FileBytes } from './choices.ts';
import { answerKind, eventKind, fieldsOf, type Kind, ledgerKind, paymentKind, ticketKind } from './columns/fields.ts';
import { headerIndex, matchOf, plainName } from './columns/header.ts';
import { chosenExport } from './exports/known.ts';
import { rateKind } from './ledger/read-rates.ts';
import { decode } from './text/decode.ts';
import { delimiterOf, separatorLine, split } from './text/split.ts';

export const fileKinds = ['ledger', 'tickets', 'payments', 'answers', 'events', 'rates'] as const;
/** What the rows of a file are. */
export type FileKind = (typeof fileKinds)[number];

interface Traits {
  readonly kind: Kind<string>;
  /** The fields without which it is another kind of file. */
  readonly needs: readonly string[];
  /** Of these fields one at least. */
  readonly one?: readonly string[];
  /** Names of columns that no other kind has, as they compare. */
  readonly names?: readonly string[];
}

const traits: { readonly [kind in FileKind]: Traits } = {
  ledger: { kind: ledgerKind, needs: ['customer', 'amount'], one: ['start', 'end', 'interval'] },
  tickets: { kind: ticketKind, needs: ['customer', 'opened'], one: ['resolved', 'first-response', 'reopened'] },
  payments: { kind: paymentKind, needs: ['customer', 'at', 'status'] },
  answers: {
    kind: answerKind,
    needs: ['survey-at', 'score'],
    names: ['score', 'rating', 'nps', 'csat', 'ces', 'npsscore', 'csatscore', 'cesscore', 'bewertung', 'note'],
  },
  events: { kind: eventKind, needs: ['customer', 'at'] },
  rates: { kind: rateKind, needs: ['currency', 'rate'] },
};

/** Of a name that no other kind has. */
const ownName = 2;
/** More bytes than any header, with titles above it. */
const startLength = 65_536;

/**
 * What a file is, by the names of its columns: the kind that reads the most of them, of those whose fields are there; nothing where there is
 * none. Two that read as many: the first of the list.
 */
export function fileKindOf(
  file: FileBytes,
  choices: Pick<Choices, 'delimiter' | 'encoding'> = {},
): FileKind | undefined {
  const { text } = decode({ name: file.name, bytes: startOf(file.bytes) }, choices.encoding);
  const records = split(file.name, text, choices.delimiter ?? separatorLine(text) ?? delimiterOf(text));
  const headerFor = (kind: Kind<string>) => records[headerIndex(kind, records, [])]?.cells ?? [];
  const found = fileKinds.map((kind) => ({ kind, points: pointsOf(kind, headerFor(traits[kind].kind)) }));
  const most = Math.max(...found.map(({ points }) => points));
  return most === 0 ? undefined : found.find(({ points }) => points === most)?.kind;
}

function pointsOf(name: FileKind, header: readonly string[]): number {
  const { kind, needs, one, names = [] } = traits[name];
  if (name === 'ledger' && chosenExport(header, undefined) !== undefined) return Number.POSITIVE_INFINITY;
  const found = new Set(header.flatMap((cell) => matchOf(kind, cell)?.flag ?? []));
  const isOfCustomers = header.some((cell) => matchOf(eventKind, cell)?.flag === 'customer');
  const fits = needs.every((flag) => found.has(flag)) && (one === undefined || one.some((flag) => found.has(flag)));
  if (!fits || (name === 'rates' && isOfCustomers)) return 0;
  const read = fieldsOf(kind).filter(([flag]) => found.has(flag)).length;
  return read + (header.some((cell) => names.includes(plainName(cell))) ? ownName : 0);
}

/** Whole lines of it: a letter cut in two would make it look like another encoding. */
function startOf(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= startLength) return bytes;
  const line = bytes.subarray(0, startLength).lastIndexOf(10);
  // In UTF-16LE a zero follows.
  return bytes.subarray(0, line < 0 ? startLength : line + (bytes[line + 1] === 0 ? 2 : 1));
}
