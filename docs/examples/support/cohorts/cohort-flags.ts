import { dirname, join } from 'node:path';
import { choiceOf } from '../command-line.ts';
import { type LedgerFlags, readCommandLine, type Step, steps } from '../ledger-flags.ts';

const ages = ['calendar', 'elapsed'] as const;
export type Ages = (typeof ages)[number];

export interface CohortFlags extends LedgerFlags {
  readonly by: Step;
  readonly ages: Ages;
  readonly out: string;
  readonly html: string;
}

export function readFlags(args: readonly string[]): CohortFlags {
  const { ledger, own } = readCommandLine(args, ['by', 'ages', 'out', 'html']);
  const { out = 'retention-cohorts.csv' } = own;
  return {
    ...ledger,
    by: choiceOf('--by', own.by ?? 'month', steps),
    ages: choiceOf('--ages', own.ages ?? 'calendar', ages),
    out,
    html: own.html ?? join(dirname(out), 'retention-cohorts.html'),
  };
}
