import type { PolicyComparison, RetentionReportRow } from 'tenure';
import { readFlags as cohortFlags } from '../../examples/support/cohorts/cohort-flags.ts';
import { cohortResults } from '../../examples/support/cohorts/cohort-results.ts';
import { readFlags as compareFlags } from '../../examples/support/compare/compare-flags.ts';
import { compareResults } from '../../examples/support/compare/compare-results.ts';
import type { LedgerFlags } from '../../examples/support/flags/ledger-flags.ts';
import type { LedgerBook } from '../../examples/support/open/ledger-book.ts';
import type { Results } from '../../examples/support/out/results.ts';
import type { LedgerRow } from '../../examples/support/read/ledger/ledger-row.ts';
import { readFlags as reportFlags } from '../../examples/support/report/report-flags.ts';
import { reportResults } from '../../examples/support/report/report-results.ts';
import { readFlags as survivalFlags } from '../../examples/support/survival/survival-flags.ts';
import { survivalResults } from '../../examples/support/survival/survival-results.ts';
import type { ProgramName } from './controls.ts';

/** What a program found out, and how a script of a few lines finds it as well. */
export interface ProgramResults extends Results {
  readonly script: {
    /** What the script reads. */
    readonly rows: readonly LedgerRow[];
    readonly imports: readonly string[];
    /** With `rows` and `policy` at hand. */
    readonly code: string;
  };
  /** What bars can be asked about. */
  readonly report?: readonly RetentionReportRow[];
  readonly comparison?: PolicyComparison;
}

interface Program {
  readonly flags: LedgerFlags;
  readonly run: (opened: LedgerBook, findings: string[]) => ProgramResults;
}

const json = (value: unknown) => JSON.stringify(value);

const programs: { readonly [Name in ProgramName]: (args: readonly string[]) => Program } = {
  report(args) {
    const flags = reportFlags(args);
    const periods = `${flags.by}s`;
    return {
      flags,
      run(opened, findings) {
        const results = reportResults(opened, flags, findings);
        const [first, last] = [results.rows[0]?.period, results.rows.at(-1)?.period];
        const code = `const periods = ${periods}(${json(first)}, ${json(last)}, { timeZone: policy.timeZone });
console.table(retentionReport(ledger(rows, policy), periods));`;
        const script = { rows: opened.known, imports: ['ledger', periods, 'retentionReport'], code };
        return { ...results, script, report: results.rows };
      },
    };
  },
  cohorts(args) {
    const flags = cohortFlags(args);
    return {
      flags,
      run(opened, findings) {
        const options = { asOf: opened.asOf.instant, unit: flags.by, ages: flags.ages };
        const code = `console.table(retentionCohorts(ledger(rows, policy), ${json(options)}).cells);`;
        const script = { rows: opened.known, imports: ['ledger', 'retentionCohorts'], code };
        return { ...cohortResults(opened, flags, findings), script };
      },
    };
  },
  survival(args) {
    const flags = survivalFlags(args);
    return {
      flags,
      run(opened, findings) {
        const results = survivalResults(opened, flags, findings);
        const code = `const durations = customerDurations(ledger(rows, policy), ${json({ asOf: opened.asOf.instant, unit: 'month' })});
console.table(survivalCurve(durations, { confidence: ${flags.confidence} }));`;
        const script = { rows: results.taken, imports: ['customerDurations', 'ledger', 'survivalCurve'], code };
        return { ...results, script };
      },
    };
  },
  compare(args) {
    const flags = compareFlags(args);
    return {
      flags,
      run(opened, findings) {
        const results = compareResults(opened, flags, findings);
        const { start, end, label } = results.period;
        const [a, b] = [flags.a, flags.b].map(({ policy }) => json({ ...policy, ...opened.exchange }));
        const code = `const asked = period(${json(start)}, ${json(end)}, ${json({ timeZone: flags.timeZone, label })});
const { customers, ...comparison } = comparePolicies(rows, asked, ${a}, ${b});
console.log(comparison);
console.table(customers);`;
        const script = { rows: opened.known, imports: ['comparePolicies', 'period'], code };
        return { ...results, script };
      },
    };
  },
};

/** The programs of docs/examples, told by their own command lines. */
export function programOf(name: ProgramName, args: readonly string[]): Program {
  return programs[name](args);
}
