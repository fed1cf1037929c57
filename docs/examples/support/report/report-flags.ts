import { month } from 'tenure';
import { blaming } from '../flags/blaming.ts';
import { choiceOf, wholeNumberOf } from '../flags/command-line.ts';
import { type LedgerFlags, readCommandLine, type Step, steps } from '../flags/ledger-flags.ts';
import { InputError } from '../input-error.ts';
import { type Outputs, outputFlags, outputNames } from '../out/outputs.ts';
import { type Split, splits } from '../split.ts';

export interface ReportFlags extends LedgerFlags, Outputs {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly by: Step;
  readonly split: Split | undefined;
  /** The file of the rows as they were when the last period was reported. */
  readonly before: string | undefined;
  /** How many months ahead. */
  readonly forecast: number | undefined;
}

export function readFlags(args: readonly string[]): ReportFlags {
  const { ledger, own } = readCommandLine(args, ['from', 'to', 'by', 'before', 'forecast', ...outputNames]);
  const { from, to, by = 'month' } = own;
  const forecast = own.forecast === undefined ? undefined : wholeNumberOf('--forecast', own.forecast, 'months', 60);
  const outputs = outputFlags(own, 'retention-report.csv');
  const flags = { ...ledger, from, to, ...byFlags(by), before: own.before, forecast, ...outputs };
  checkMonth('--from', from);
  checkMonth('--to', to);
  if (from !== undefined && to !== undefined && to < from) {
    throw new InputError(`--to must not come before --from ${from}; received '${to}'`);
  }
  return flags;
}

/** A length of periods, what tells customers apart, or both: 'quarter,plan'. */
function byFlags(text: string): Pick<ReportFlags, 'by' | 'split'> {
  const choices = text.split(',').map((word) => choiceOf('--by', word.trim(), [...steps, ...splits]));
  const [by = 'month', ...moreSteps] = steps.filter((step) => choices.includes(step));
  const [split, ...moreSplits] = splits.filter((own) => choices.includes(own));
  if (moreSteps.length + moreSplits.length > 0) {
    throw new InputError(`--by takes one length of periods and one of plan, segment; received '${text}'`);
  }
  return { by, split };
}

function checkMonth(flag: string, label: string | undefined): void {
  if (label !== undefined) blaming({ month: flag }, () => month(label));
}
