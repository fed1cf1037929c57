import { backtestScores } from 'tenure';
import { blaming } from '../flags/blaming.ts';
import { numberOf, wholeNumberOf } from '../flags/command-line.ts';
import { type LedgerFlags, readCommandLine } from '../flags/ledger-flags.ts';
import { InputError } from '../input-error.ts';
import { type Outputs, outputFlags, outputNames } from '../out/outputs.ts';

/** What can be given beside the ledger, each a file. */
export const lists = ['events', 'tickets', 'payments', 'answers'] as const;
export type List = (typeof lists)[number];

export interface HealthFlags extends LedgerFlags, Outputs {
  readonly files: Readonly<Partial<Record<List, string>>>;
  /** The columns that are named for a field of these files. */
  readonly listColumns: readonly ListColumn[];
  /** A JSON file. */
  readonly model: string | undefined;
  readonly horizonDays: number;
  /** On the first days of how many months the scores are computed. */
  readonly months: number;
  readonly confidence: number;
}

interface ListColumn {
  readonly list: List;
  readonly field: string;
  readonly column: string;
}

const own = ['model', 'horizon-days', 'months', 'confidence', ...outputNames] as const;

/** A score is of a customer on a day: how a statement books its movements is no question of it. */
export const withoutHealth = ['grain', 'movements', 'reactivation', 'churnDenominator'] as const;

export function readFlags(args: readonly string[]): HealthFlags {
  const { ledger, own: texts, lists: many } = readCommandLine(args, [...lists, ...own], ['column']);
  const useless = withoutHealth.find((option) => ledger.settings[option] !== undefined);
  if (useless !== undefined) throw new InputError(`--set ${useless} changes no score of a customer: leave it out`);
  const files = Object.fromEntries(lists.flatMap((list) => (texts[list] === undefined ? [] : [[list, texts[list]]])));
  const [first] = Object.keys(files);
  if (ledger.file === undefined && first !== undefined) {
    throw new InputError(`--${first} goes with a ledger of your own, and no file was given`);
  }
  const confidence = numberOf('--confidence', texts.confidence ?? '0.95');
  blaming({ 'options.confidence': '--confidence' }, () => backtestScores([], { confidence }));
  return {
    ...ledger,
    files,
    listColumns: many.column.map(listColumnOf),
    model: texts.model,
    horizonDays: wholeNumberOf('--horizon-days', texts['horizon-days'] ?? '60', 'days', 366),
    months: wholeNumberOf('--months', texts.months ?? '18', 'months', 120),
    confidence,
    ...outputFlags(texts, 'health.csv'),
  };
}

/** 'answers.score=Note'. */
function listColumnOf(text: string): ListColumn {
  const [, name, field, column] = /^(\w+)\.([\w-]+)=(.+)$/.exec(text) ?? [];
  const list = lists.find((known) => known === name);
  if (list !== undefined && field !== undefined && column !== undefined) return { list, field, column };
  throw new InputError(`--column must be FILE.FIELD=COLUMN, such as answers.score=Note; received '${text}'`);
}
