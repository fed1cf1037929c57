import {
  type CustomerHealthScore,
  earlyWarnings,
  type HealthData,
  type HealthModel,
  type HealthWarning,
  healthBands,
  healthScores,
  healthSignals,
  type LedgerPolicy,
  type WarningRule,
} from 'tenure';
import { amount, count, decimals } from '../language/formats.ts';
import { say, sayName } from '../language/language.ts';
import { type Table, tableOf } from '../page/sheet.ts';
import { bandName } from './health-columns.ts';

/** A customer in the lowest band, or with a warning of high severity. */
export interface AtRisk {
  readonly score: CustomerHealthScore;
  readonly mrr: number | null;
  readonly warnings: readonly HealthWarning[];
}

/** What is expected of any customer; a rule is asked only where there is the data for it. */
const rules: readonly (WarningRule & { readonly needs: keyof HealthData })[] = [
  { needs: 'events', name: 'usage dropped', type: 'usageDrop', drop: 0.5, zScore: 2, severity: 'medium' },
  { needs: 'events', name: 'gone quiet', type: 'silence', days: 21, factor: 3, severity: 'high' },
  {
    needs: 'responses',
    name: 'NPS fell',
    type: 'fallingScore',
    survey: 'nps',
    points: 3,
    withinDays: 90,
    severity: 'medium',
  },
  { needs: 'payments', name: 'payment failed', type: 'failedPayment', days: 7, severity: 'high' },
];

/** The zone of days, and what amounts are. */
type Options = Pick<LedgerPolicy, 'timeZone' | 'amounts' | 'currency' | 'exchangeRates'>;

/** Those to call first: the most MRR first, ids by code unit break ties. */
export function atRiskOf(data: HealthData, model: HealthModel, asOf: string, options: Options): AtRisk[] {
  const signals = healthSignals(data, asOf, options);
  const scores = healthScores(signals, model);
  const lowest = healthBands(scores, model)[0]?.band ?? null;
  const asked = rules.filter(({ needs }) => data[needs] !== undefined).map(({ needs: _, ...rule }) => rule);
  const warned = earlyWarnings(data, asked, asOf, options);
  const warnings = new Map<string, HealthWarning[]>(scores.map(({ customerId }) => [customerId, []]));
  for (const warning of warned) warnings.get(warning.customerId)?.push(warning);
  return scores
    .map((score, index) => ({
      score,
      mrr: signals[index]?.values.mrr ?? null,
      warnings: warnings.get(score.customerId) ?? [],
    }))
    .filter((own) => own.score.band === lowest || own.warnings.some(({ severity }) => severity === 'high'))
    .sort((a, b) => (b.mrr ?? 0) - (a.mrr ?? 0) || (a.score.customerId < b.score.customerId ? -1 : 1));
}

const mostReasons = 2;

/** The signals that cost the most points. */
function reasonsOf({ contributions }: CustomerHealthScore): string[] {
  return contributions
    .map((own) => ({ ...own, lost: own.points === null ? 0 : (100 - own.points) * own.effectiveWeight }))
    .filter(({ lost }) => lost > 0)
    .sort((a, b) => b.lost - a.lost)
    .slice(0, mostReasons)
    .map(({ key, value, points }) =>
      say('{signal} {value} ({points} of 100)', {
        signal: key,
        value: typeof value === 'number' ? short(value) : String(value),
        points: decimals(points, 0),
      }),
    );
}

function short(value: number): string {
  return Number.isInteger(value) ? count(value) : decimals(value, 2);
}

function capsOf({ caps }: CustomerHealthScore): string[] {
  return caps.map(({ when, max }) =>
    say('{condition}: at most {max}', { condition: `${when.key} ${when.op} ${when.value}`, max }),
  );
}

function warningText({ rule, type, observed, expected }: HealthWarning): string {
  const name = sayName(rule);
  const days = { observed: decimals(observed, 0), expected: decimals(expected, 0), name };
  if (type === 'silence') return say('{name} ({observed} days, expected {expected})', days);
  if (type === 'failedPayment') return say('{name} ({observed} days ago)', { name, observed: days.observed });
  return say('{name} ({observed}, before {expected})', days);
}

export function atRiskTable(found: readonly AtRisk[], top: number): Table {
  const dash = (texts: readonly string[]) => (texts.length === 0 ? '-' : texts.join('; '));
  return tableOf(
    say('Customers at risk'),
    [
      { title: say('Customer'), left: true, text: ({ score }) => score.customerId },
      { title: say('MRR'), text: ({ mrr }) => amount(mrr) },
      { title: say('Score'), text: ({ score }) => decimals(score.score, 0) },
      { title: say('Band'), left: true, text: ({ score }) => bandName(score.band) },
      { title: say('Most points lost'), left: true, text: ({ score }) => dash(reasonsOf(score)) },
      { title: say('Caps'), left: true, text: ({ score }) => dash(capsOf(score)) },
      { title: say('Warnings'), left: true, text: ({ warnings }) => dash(warnings.map(warningText)) },
    ],
    found.slice(0, top),
    [
      found.length <= top
        ? say('All {count} in the lowest band or with a warning of high severity, the most MRR first.', {
            count: count(found.length),
          })
        : say(
            'The first {top} of {count} in the lowest band or with a warning of high severity, the most MRR first; the CSV has all.',
            {
              top: count(top),
              count: count(found.length),
            },
          ),
    ],
  );
}

/** All of them, for a CSV. */
export function atRiskRows(found: readonly AtRisk[]): object[] {
  return found.map(({ score, mrr, warnings }) => ({
    customer_id: score.customerId,
    mrr,
    score: score.score,
    band: score.band,
    coverage: score.coverage,
    reasons: reasonsOf(score).join('; '),
    caps: capsOf(score).join('; '),
    warnings: warnings.map(warningText).join('; '),
  }));
}
