import { dirname, join } from 'node:path';
import { month } from 'tenure';
import { blaming } from './blaming.ts';
import { choiceOf } from './command-line.ts';
import { InputError } from './input-error.ts';
import { type LedgerFlags, readCommandLine, type Step, steps } from './ledger-flags.ts';

export interface ReportFlags extends LedgerFlags {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly by: Step;
  readonly out: string;
  readonly html: string;
}

export function readFlags(args: readonly string[]): ReportFlags {
  const { ledger, own } = readCommandLine(args, ['from', 'to', 'by', 'out', 'html']);
  const { from, to, by = 'month', out = 'retention-report.csv' } = own;
  const html = own.html ?? join(dirname(out), 'retention-report.html');
  const flags = { ...ledger, from, to, by: choiceOf('--by', by, steps), out, html };
  checkMonth('--from', from);
  checkMonth('--to', to);
  if (from !== undefined && to !== undefined && to < from) {
    throw new InputError(`--to must not come before --from ${from}; received '${to}'`);
  }
  return flags;
}

function checkMonth(flag: string, label: string | undefined): void {
  if (label !== undefined) blaming({ month: flag }, () => month(label));
}
