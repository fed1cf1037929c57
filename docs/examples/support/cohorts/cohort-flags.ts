import { choiceOf } from '../flags/command-line.ts';
import { type LedgerFlags, readCommandLine, type Step, steps } from '../flags/ledger-flags.ts';
import { type Outputs, outputFlags, outputNames } from '../out/outputs.ts';

const ages = ['calendar', 'elapsed'] as const;
export type Ages = (typeof ages)[number];

export interface CohortFlags extends LedgerFlags, Outputs {
  readonly by: Step;
  readonly ages: Ages;
}

export function readFlags(args: readonly string[]): CohortFlags {
  const { ledger, own } = readCommandLine(args, ['by', 'ages', ...outputNames]);
  return {
    ...ledger,
    by: choiceOf('--by', own.by ?? 'month', steps),
    ages: choiceOf('--ages', own.ages ?? 'calendar', ages),
    ...outputFlags(own, 'retention-cohorts.csv'),
  };
}
