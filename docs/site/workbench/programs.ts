import type { HealthData, HealthModel } from 'tenure';
import { readFlags as cohortFlags } from '../../examples/support/cohorts/cohort-flags.ts';
import { cohortResults } from '../../examples/support/cohorts/cohort-results.ts';
import { readFlags as compareFlags } from '../../examples/support/compare/compare-flags.ts';
import { compareResults } from '../../examples/support/compare/compare-results.ts';
import type { LedgerFlags } from '../../examples/support/flags/ledger-flags.ts';
import { healthBook, type NamedModel, sampleHealthBook } from '../../examples/support/health/health-book.ts';
import { readFlags as healthFlags } from '../../examples/support/health/health-flags.ts';
import { healthResults } from '../../examples/support/health/health-results.ts';
import { exampleModel } from '../../examples/support/health/sample-model.ts';
import { InputError } from '../../examples/support/input-error.ts';
import type { Dated } from '../../examples/support/open/as-of.ts';
import type { LedgerBook } from '../../examples/support/open/ledger-book.ts';
import type { Results } from '../../examples/support/out/results.ts';
import type { ReadFile } from '../../examples/support/read/choices.ts';
import { readFlags as reportFlags } from '../../examples/support/report/report-flags.ts';
import { reportResults } from '../../examples/support/report/report-results.ts';
import { readFlags as surveyFlags } from '../../examples/support/surveys/survey-flags.ts';
import { surveyBook, surveyResults } from '../../examples/support/surveys/survey-results.ts';
import { readFlags as survivalFlags } from '../../examples/support/survival/survival-flags.ts';
import { survivalResults } from '../../examples/support/survival/survival-results.ts';
import { readFlags as ticketFlags } from '../../examples/support/tickets/ticket-flags.ts';
import { ticketResults } from '../../examples/support/tickets/ticket-results.ts';
import { ticketBook } from '../../examples/support/tickets/ticket-study.ts';
import { usageBook } from '../../examples/support/usage/usage-book.ts';
import { readFlags as usageFlags } from '../../examples/support/usage/usage-flags.ts';
import { usageResults } from '../../examples/support/usage/usage-results.ts';
import type { FileNames, ProgramName } from './controls.ts';
import { cohortBars } from './drill-down/cohort-bars.ts';
import { comparisonBars } from './drill-down/comparison-bars.ts';
import { healthBars } from './drill-down/health-bars.ts';
import type { OwnBar } from './drill-down/own-bar.ts';
import { reportBars } from './drill-down/report-bars.ts';
import { survivalBars } from './drill-down/survival-bars.ts';
import { usageBars } from './drill-down/usage-bars.ts';
import type { Stage } from './messages.ts';
import { type Script, scripts } from './scripts.ts';

/** What a program found out, and how a script of a few lines finds it as well. */
export interface ProgramResults extends Results {
  /** What was read, for the person to check. */
  readonly description: readonly string[];
  /** The name of the file that it is about. */
  readonly file: string;
  readonly rowCount: number;
  readonly script: Script;
  readonly bars: readonly OwnBar[];
  /** Of health. */
  readonly model?: HealthModel;
}

/** The files that are open, or the samples. */
export interface Desk {
  readonly names: FileNames;
  readonly isSample: boolean;
  readonly now: Date;
  readonly read: ReadFile;
  readonly readModel: (file: string) => NamedModel;
  readonly openBook: (flags: LedgerFlags, beside?: Dated) => Promise<LedgerBook>;
  readonly findingsOf: (opened: LedgerBook, flags: LedgerFlags) => string[];
  readonly at: (stage: Stage) => void;
}

type Run = (args: readonly string[], desk: Desk) => Promise<ProgramResults>;

/** A program of a ledger alone. */
function ofLedger<Flags extends LedgerFlags>(
  readFlags: (args: readonly string[]) => Flags,
  run: (
    opened: LedgerBook,
    flags: Flags,
    findings: string[],
  ) => Results & Pick<ProgramResults, 'script'> & Partial<Pick<ProgramResults, 'bars'>>,
): Run {
  return async (args, desk) => {
    const flags = readFlags(args);
    const opened = await desk.openBook(flags);
    const findings = desk.findingsOf(opened, flags);
    desk.at('computing');
    const { source, description } = opened;
    return { bars: [], ...run(opened, flags, findings), description, file: source.file, rowCount: source.rows.length };
  };
}

/** The programs of docs/examples, told by their own command lines. */
export const programs: { readonly [Name in ProgramName]: Run } = {
  report: ofLedger(reportFlags, (opened, flags, findings) => {
    const results = reportResults(opened, flags, findings);
    return { ...results, script: scripts.report(opened, flags, results), bars: reportBars(opened, results.rows) };
  }),
  cohorts: ofLedger(cohortFlags, (opened, flags, findings) => {
    const results = cohortResults(opened, flags, findings);
    return { ...results, script: scripts.cohorts(opened, flags), bars: cohortBars(opened, results.triangle, flags) };
  }),
  survival: ofLedger(survivalFlags, (opened, flags, findings) => {
    const results = survivalResults(opened, flags, findings);
    return { ...results, script: scripts.survival(opened, flags, results), bars: survivalBars(results) };
  }),
  compare: ofLedger(compareFlags, (opened, flags, findings) => {
    const results = compareResults(opened, flags, findings);
    return { ...results, script: scripts.compare(opened, flags, results), bars: comparisonBars(results.comparison) };
  }),
  async health(args, desk) {
    const flags = healthFlags(args);
    const model = flags.model === undefined ? exampleModel() : desk.readModel(flags.model);
    const openBook = (beside: Dated) => desk.openBook(flags, beside);
    const opened = desk.isSample
      ? sampleHealthBook(flags, model)
      : await healthBook(flags, model, { read: desk.read, openBook });
    desk.at('computing');
    const results = healthResults(opened, flags);
    return {
      ...results,
      description: opened.description,
      file: opened.name,
      rowCount: Object.values(opened.data as HealthData).reduce((sum, rows) => sum + rows.length, 0),
      script: scripts.health(opened, flags, results),
      bars: healthBars(opened, results.study),
      model: model.model,
    };
  },
  async usage(args, { names, isSample, now, read, at }) {
    const flags = usageFlags(args);
    const { events, answers } = names;
    if (events === undefined) throw new InputError(`no file of events is open`);
    const opened = await usageBook({ events, answers }, flags, { read, now, isSample });
    at('computing');
    const results = usageResults(opened, flags, now);
    const { description } = opened;
    const rowCount = opened.events.rows.length + (opened.answers?.rows.length ?? 0);
    return {
      ...results,
      description,
      file: events,
      rowCount,
      script: scripts.usage(flags, results),
      bars: usageBars(results),
    };
  },
  async surveys(args, { names, isSample, read, now, at }) {
    const flags = surveyFlags(args);
    const { answers } = names;
    if (answers === undefined) throw new InputError(`no file of answers is open`);
    const opened = await surveyBook(answers, flags, { read, isSample });
    at('computing');
    const results = surveyResults(opened, flags, now);
    const { description, source } = opened;
    return {
      ...results,
      description,
      file: answers,
      rowCount: source.rows.length,
      script: scripts.surveys(flags, results),
      bars: [],
    };
  },
  async tickets(args, { names, isSample, read, now, at }) {
    const flags = ticketFlags(args);
    const { tickets } = names;
    if (tickets === undefined) throw new InputError(`no file of tickets is open`);
    const opened = await ticketBook(tickets, flags, { read, now, isSample });
    at('computing');
    const results = ticketResults(opened, flags, now);
    const { description, source } = opened;
    return {
      ...results,
      description,
      file: tickets,
      rowCount: source.rows.length,
      script: scripts.tickets(flags, results),
      bars: [],
    };
  },
};
