import {
  arpa,
  customerChurnRate,
  grossMrrChurnRate,
  grossRevenueRetention,
  mrr,
  netMrrChurnRate,
  netRevenueRetention,
  type Period,
  type Policy,
  type Subscription,
} from 'tenure';
import { amount, decimals, percent, periodText, signed } from '../language/formats.ts';
import { say } from '../language/language.ts';
import type { OpenedLedger } from '../open/open-ledger.ts';
import { ledgerFacts, ledgerRead } from '../page/ledger-facts.ts';
import { type Table, tableOf } from '../page/sheet.ts';
import type { CompareFlags, FigureName } from './compare-flags.ts';
import { rateTitle } from './rates.ts';
import { choicesOf } from './sides.ts';
import type { Target } from './target-text.ts';
import type { Told } from './told.ts';

type Figure = (rows: readonly Subscription[], period: Period, policy: Policy) => number | null;

const figures: { readonly [name in FigureName]: Figure } = {
  mrr,
  arpa: (...asked) => arpa(...asked).value,
  customerChurnRate: (...asked) => customerChurnRate(...asked).value,
  grossMrrChurnRate: (...asked) => grossMrrChurnRate(...asked).value,
  grossRevenueRetention: (...asked) => grossRevenueRetention(...asked).value,
  netMrrChurnRate: (...asked) => netMrrChurnRate(...asked).value,
  netRevenueRetention: (...asked) => netRevenueRetention(...asked).value,
};

/** Every choice that the page on policies documents; of days those that tools have. */
const choices: { readonly [option in keyof Policy]?: readonly unknown[] } = {
  grain: ['customer', 'subscription'],
  trials: ['exclude', 'first', 'include'],
  freePlans: ['exclude', 'include'],
  pauses: ['churn', 'retain'],
  pastDueGraceDays: [null, 0, 30],
  churnAt: ['end', 'cancelRequest'],
  startAt: ['start', 'signed'],
  churnGraceDays: [0, 30],
  reactivationWindowDays: [null, 90],
  weeksPerMonth: ['52/12', '4'],
  daysPerMonth: ['365/12', '30'],
  termLength: ['months', 'days'],
  movements: ['net', 'event'],
  reactivation: ['exclude', 'include'],
  churnDenominator: ['opening', 'openingPlusNew', 'average'],
};

type Change = readonly [option: keyof Policy, value: unknown];

interface Try {
  readonly changes: readonly Change[];
  readonly value: number;
  /** What the dashboard shows, less this. */
  readonly left: number;
}

/** The one or two options that bring a figure nearest to what a dashboard shows. */
export function nearestOptions(figureOf: (policy: Policy) => number | null, base: Policy, target: Target): Try[] {
  const tryOf = (changes: readonly Change[]): Try[] => {
    const value = figureOf({ ...base, ...Object.fromEntries(changes) });
    return value === null ? [] : [{ changes, value, left: target.value - value }];
  };
  const singles: Change[] = Object.entries(choices).flatMap(([name, values]) => {
    const option = name as keyof Policy;
    return (values ?? [])
      .filter((value) => value !== (base[option] ?? values?.[0]))
      .map((value): Change => [option, value]);
  });
  const none = tryOf([]);
  // What changes nothing alone can do so together with another one, and is tried; what comes of a pair must be its own.
  const ones = singles.flatMap((change) => tryOf([change])).filter(({ value }) => value !== none[0]?.value);
  const valueOfOne = new Map(ones.map(({ changes: [change], value }) => [change, value]));
  const pairs = singles.flatMap((one, at) => singles.slice(at + 1).map((other) => [one, other] as const));
  const twos = pairs
    .filter(([[one], [other]]) => one !== other)
    .flatMap((changes) => tryOf(changes))
    .filter(
      ({ changes, value }) => value !== none[0]?.value && changes.every((change) => valueOfOne.get(change) !== value),
    );
  const isShown = ({ left }: Try) => Math.abs(left) <= target.step / 2;
  return [...none, ...ones, ...twos].sort(
    (one, other) =>
      Number(isShown(other)) - Number(isShown(one)) ||
      // Of those that the dashboard would print alike the simplest comes first.
      (isShown(one) ? one.changes.length - other.changes.length : 0) ||
      Math.abs(one.left) - Math.abs(other.left) ||
      one.changes.length - other.changes.length,
  );
}

/** How a figure is written, and what is left between two of them. */
function writtenAs(name: FigureName) {
  const isAmount = name === 'mrr' || name === 'arpa';
  return {
    title: name === 'mrr' ? say('Closing MRR') : rateTitle(name),
    text: (value: number | null) => (isAmount ? amount(value) : percent(value)),
    left: (value: number) =>
      isAmount ? signed(value) : `${value > 0 ? '+' : ''}${decimals(value * 100, 2).replace(/^-(?=[0.,]+$)/, '')} pp`,
  };
}

const shown = 5;

export function towards(
  opened: OpenedLedger,
  period: Period,
  target: Target,
  flags: CompareFlags,
  frame: { readonly range: string; readonly findings: readonly string[] },
): Told {
  const { a, rate, timeZone } = flags;
  const base = { ...a.policy, ...opened.exchange };
  const figureOf = (policy: Policy) => figures[rate](opened.known, period, policy);
  const tries = nearestOptions(figureOf, base, target);
  const own = figureOf(base);
  const { title, text, left } = writtenAs(rate);
  const [best] = tries;
  const table = triesTable(tries.slice(0, shown), title, text, left);
  const verdict =
    best === undefined
      ? say('There is no {figure} in this period under any of the options.', { figure: title })
      : say('Nearest to {target}: {options}, with {value}; {left} is left over.', {
          target: target.text,
          options: changesText(best.changes),
          value: text(best.value),
          left: left(best.left),
        });
  const words = [
    say('{figure} in {period} is {own} under {name}; the dashboard shows {target}.', {
      figure: title,
      period: periodText(period.label),
      own: text(own),
      name: a.name,
      target: target.text,
    }),
    verdict,
    say('Two equal figures do not prove the cause: check the definitions of the dashboard.'),
  ];
  return {
    tables: [table],
    verdict,
    words,
    rows: tries.map(({ changes, value, left: rest }) => ({
      options: changesText(changes),
      figure: rate,
      value,
      left: rest,
    })),
    more: {},
    sheet: {
      title: say('What brings {figure} nearest to {target}', { figure: title, target: target.text }),
      subject: ledgerRead(opened.source).name,
      facts: [
        ...ledgerFacts(ledgerRead(opened.source)),
        [say('Period'), frame.range],
        [say('Definition'), `${a.name}: ${choicesOf(a).join(', ')}`],
        [say('Result'), verdict],
        [say('Time zone'), timeZone],
      ],
      findings: frame.findings,
      pictures: [],
      tables: [table],
    },
  };
}

function changesText(changes: readonly Change[]): string {
  return changes.length === 0
    ? say('no option changed')
    : changes.map(([option, value]) => `${option} ${value}`).join(' + ');
}

function triesTable(
  tries: readonly Try[],
  title: string,
  text: (value: number | null) => string,
  left: (value: number) => string,
): Table {
  return tableOf(
    say('The nearest'),
    [
      { title: say('Options'), left: true, text: ({ changes }: Try) => changesText(changes) },
      { title, text: ({ value }) => text(value) },
      { title: say('Left over'), text: (own) => left(own.left) },
    ],
    tries,
    [say('One or two documented options changed at a time; the CSV has all results.')],
  );
}
