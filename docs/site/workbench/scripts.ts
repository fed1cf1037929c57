import type { Policy } from 'tenure';
import type { CohortFlags } from '../../examples/support/cohorts/cohort-flags.ts';
import type { CompareFlags } from '../../examples/support/compare/compare-flags.ts';
import type { CompareResults } from '../../examples/support/compare/compare-results.ts';
import type { HealthBook } from '../../examples/support/health/health-book.ts';
import type { HealthFlags } from '../../examples/support/health/health-flags.ts';
import type { HealthResults } from '../../examples/support/health/health-results.ts';
import type { LedgerBook } from '../../examples/support/open/ledger-book.ts';
import type { ReportFlags } from '../../examples/support/report/report-flags.ts';
import type { ReportResults } from '../../examples/support/report/report-results.ts';
import type { SurveyFlags } from '../../examples/support/surveys/survey-flags.ts';
import type { SurveyResults } from '../../examples/support/surveys/survey-results.ts';
import type { SurvivalFlags } from '../../examples/support/survival/survival-flags.ts';
import type { SurvivalResults } from '../../examples/support/survival/survival-results.ts';
import type { TicketFlags } from '../../examples/support/tickets/ticket-flags.ts';
import type { TicketResults } from '../../examples/support/tickets/ticket-results.ts';
import type { Survey } from '../../examples/support/usage/survey.ts';
import type { UsageFlags } from '../../examples/support/usage/usage-flags.ts';
import type { UsageResults } from '../../examples/support/usage/usage-results.ts';
import { commandOf, type FileNames, type ProgramName } from './controls.ts';

/** A program in a few lines, with tenure alone. */
export interface Script {
  /** What it reads, by the name that its code has for it. */
  readonly lists: Readonly<Record<string, readonly object[]>>;
  readonly imports: readonly string[];
  /** With which definitions; nothing where there are none. */
  readonly policy?: Policy;
  /** With the lists, and the policy, at hand. */
  readonly code: string;
}

const json = (value: unknown) => JSON.stringify(value);
/** Without the fields that are undefined. */
const given = <T extends object>(options: T) => JSON.parse(JSON.stringify(options)) as T;

/** The months from the first to the last of some rows. */
function monthsText(labels: readonly string[], timeZone: string): string {
  return `months(${json(labels[0])}, ${json(labels.at(-1))}, ${json({ timeZone })})`;
}

export const scripts = {
  report(opened: LedgerBook, { by }: ReportFlags, { rows }: ReportResults): Script {
    const periods = `${by}s`;
    const [first, last] = [rows[0]?.period, rows.at(-1)?.period];
    return {
      lists: { rows: opened.known },
      policy: opened.policy,
      imports: ['ledger', periods, 'retentionReport'],
      code: `const periods = ${periods}(${json(first)}, ${json(last)}, { timeZone: policy.timeZone });
console.table(retentionReport(ledger(rows, policy), periods));`,
    };
  },
  cohorts(opened: LedgerBook, { by, ages }: CohortFlags): Script {
    const options = { asOf: opened.asOf.instant, unit: by, ages };
    return {
      lists: { rows: opened.known },
      policy: opened.policy,
      imports: ['ledger', 'retentionCohorts'],
      code: `console.table(retentionCohorts(ledger(rows, policy), ${json(options)}).cells);`,
    };
  },
  survival(opened: LedgerBook, { confidence }: SurvivalFlags, { taken }: SurvivalResults): Script {
    return {
      lists: { rows: taken },
      policy: opened.policy,
      imports: ['customerDurations', 'ledger', 'survivalCurve'],
      code: `const durations = customerDurations(ledger(rows, policy), ${json({ asOf: opened.asOf.instant, unit: 'month' })});
console.table(survivalCurve(durations, ${json({ confidence })}));`,
    };
  },
  compare({ known, exchange }: LedgerBook, { a, b, timeZone }: CompareFlags, { period }: CompareResults): Script {
    const { start, end, label } = period;
    return {
      lists: { rows: known },
      imports: ['comparePolicies', 'period'],
      code: `const asked = period(${json(start)}, ${json(end)}, ${json({ timeZone, label })});
const a = ${json({ ...a.policy, ...exchange })};
const b = ${json({ ...b.policy, ...exchange })};
const { customers, ...comparison } = comparePolicies(rows, asked, a, b);
console.log(comparison);
console.table(customers);`,
    };
  },
  health(
    { data, model, asOf, policy }: HealthBook,
    { horizonDays, confidence }: HealthFlags,
    { study }: HealthResults,
  ): Script {
    const dates = study.backtest.dates.map(({ date }) => date);
    const settings = { horizonDays, confidence, asOf: asOf.instant };
    return {
      lists: Object.fromEntries(Object.entries(data)),
      policy,
      imports: ['backtestHealthScore', 'healthScores', 'healthSignals'],
      code: `const data = { ${Object.keys(data).join(', ')} };
const model = ${JSON.stringify(model, null, 2)};
const dates = ${json(dates)};
console.table(healthScores(healthSignals(data, ${json(asOf.instant)}, policy), model));
console.table(backtestHealthScore(data, model, { ...policy, ...${json(settings)}, dates }).rows);`,
    };
  },
  usage({ timeZone, withinDays }: UsageFlags, { known, study, survey, steps }: UsageResults): Script {
    const { events, answers, asOf, months } = known;
    const labels = months.map(({ period }) => period.label);
    const retention = { unit: 'month', periods: Math.max(1, labels.length - 1), asOf: asOf.instant, timeZone };
    const scores = survey === undefined ? undefined : scoreOf(survey.survey);
    return {
      lists: { events, ...(answers === undefined ? {} : { answers }) },
      imports: [
        'activeCustomers',
        'featureAdoption',
        ...(steps === undefined ? [] : ['funnel']),
        ...new Set(['month', 'months']),
        'stickiness',
        'usageRetention',
        ...(scores === undefined ? [] : [scores.name]),
      ],
      code: `const periods = ${monthsText(labels, timeZone)};
console.table(
  periods.map((period) => ({
    period: period.label,
    active: activeCustomers(events, period),
    stickiness: stickiness(events, period).value,
  })),
);
console.table(usageRetention(events, ${json(retention)}).cells);
console.table(featureAdoption(events, month(${json(study.featureMonth.period)}, ${json({ timeZone })})).features);${
        steps === undefined ? '' : `\nconsole.table(funnel(events, ${json({ steps, withinDays, timeZone })}));`
      }${scores === undefined ? '' : `\n${scores.code('answers')}`}`,
    };
  },
  surveys({ timeZone }: SurveyFlags, { known, studies }: SurveyResults): Script {
    const labels = known.months.map(({ period }) => period.label);
    const found = studies.map(({ survey }) => ({ ...scoreOf(survey), kind: survey.kind }));
    const own = (kind: string) =>
      `answers.filter(({ survey = ${json(studies[0]?.survey.kind)} }) => survey === ${json(kind)})`;
    return {
      lists: { answers: known.answers ?? [] },
      imports: [...found.map(({ name }) => name), 'months'].sort(),
      code: `const periods = ${monthsText(labels, timeZone)};
${found.map(({ code, kind }) => code(own(kind))).join('\n')}`,
    };
  },
  tickets({ timeZone, target, responseTarget, withinDays }: TicketFlags, { study }: TicketResults): Script {
    const options = { asOf: study.asOf.instant, timeZone };
    return {
      lists: { tickets: study.known },
      imports: ['firstResponseTime', 'months', 'reopenRate', 'repeatContactRate', 'resolutionTime'],
      code: `const periods = ${monthsText(
        study.periods.map(({ label }) => label),
        timeZone,
      )};
const responses = firstResponseTime(tickets, periods, ${json(given({ ...options, target: responseTarget }))});
const resolutions = resolutionTime(tickets, periods, ${json(given({ ...options, target }))});
const reopened = reopenRate(tickets, periods, ${json(options)});
const repeated = repeatContactRate(tickets, periods, ${json({ ...options, withinDays })});
console.table(
  periods.map((period, place) => ({
    period: period.label,
    medianResponseHours: responses[place].median,
    medianResolutionHours: resolutions[place].median,
    reopened: reopened[place].value,
    repeated: repeated[place].value,
  })),
);`,
    };
  },
};

const measures = {
  nps: 'netPromoterScore',
  csat: 'customerSatisfactionScore',
  ces: 'customerEffortScore',
} as const satisfies Readonly<Record<Survey['kind'], string>>;

function scoreOf({ kind, options }: Survey) {
  const name = measures[kind];
  const code = (answers: string) => `const ${kind}Answers = ${answers};
console.log(${name}(${kind}Answers, ${json(options)}));
console.table(${name}(${kind}Answers, { ...${json(options)}, period: periods }));`;
  return { name, code };
}

/** The rows that a script reads: a line of JSON each. */
export function rowLines(rows: readonly object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

interface Asked {
  readonly program: ProgramName;
  readonly args: readonly string[];
  readonly names: FileNames;
  /** The file that the program is about. */
  readonly file: string;
}

/** A program for Node that computes the same figures from the same rows, with tenure alone. */
export function scriptOf({ program, args, names, file }: Asked, { lists, imports, policy, code }: Script): string {
  const files = Object.keys(lists).map((list) => rowsName(file, list));
  const constants = Object.keys(lists).map(
    (list, place) => `const ${list} = await rowsOf(process.argv[${place + 2}] ?? ${json(files[place])});`,
  );
  return `// The figures of the workbench, computed in Node: npm install tenure, then node ${program}.mjs ${files.join(' ')}
// The rows are those that the workbench read, saved by its buttons for rows.
// From the files themselves, in the repository of tenure: ${commandOf(program, names, args)}
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { ${imports.join(', ')} } from 'tenure';

${policy === undefined ? '' : `const policy = ${JSON.stringify(policy, null, 2)};\n`}${constants.join('\n')}

${code}

async function rowsOf(file) {
  const rows = [];
  for await (const line of createInterface({ input: createReadStream(file) })) rows.push(JSON.parse(line));
  return rows;
}
`;
}

/** 'rows' is the ledger of a program that reads nothing else. */
export function rowsName(file: string, list: string): string {
  const stem = file.replace(/\.\w+$/, '');
  return list === 'rows' ? `${stem}-rows.jsonl` : `${stem}-${list}.jsonl`;
}
