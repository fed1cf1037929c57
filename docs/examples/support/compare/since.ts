import { type ChangeExplanation, type ExplainedRate, explainChange, type Period, type RateEffect } from 'tenure';
import type { Picture } from '../draw/picture.ts';
import { valueLabelWidth } from '../draw/sizes.ts';
import { changeStep, domainOf, stepPanel } from '../draw/step-panel.ts';
import { count, periodText } from '../language/formats.ts';
import { say } from '../language/language.ts';
import type { OpenedLedger } from '../open/open-ledger.ts';
import { ledgerFacts, ledgerRead } from '../page/ledger-facts.ts';
import { type Table, tableOf } from '../page/sheet.ts';
import { keyOf, keyText, type Split, splitTitle } from '../split.ts';
import type { CompareFlags } from './compare-flags.ts';
import { pointsText, rateText, rateTitle } from './rates.ts';
import { choicesOf } from './sides.ts';
import type { Told } from './told.ts';

type Explained = ChangeExplanation<string | null>;

interface Line {
  readonly name: string;
  readonly effect: RateEffect;
}

const drawn = 12;

/** Why a rate is not what it was in an earlier period. */
export function since(
  opened: OpenedLedger,
  periods: { readonly before: Period; readonly after: Period },
  flags: CompareFlags,
  findings: readonly string[],
): Told {
  const { a, split, timeZone } = flags;
  const rate: ExplainedRate = flags.rate === 'mrr' ? 'netRevenueRetention' : flags.rate;
  const policy = { ...a.policy, ...opened.exchange, ...(split !== undefined && { by: keyOf(split) }) };
  const all: Explained = explainChange(rate, opened.known, periods.before, periods.after, policy);
  const lines = linesOf(all, flags.top);
  const tables = [
    effectTable(say('The customers behind it'), say('Customer'), rate, lines),
    ...(split === undefined ? [] : [effectTable(splitName(split), splitTitle(split), rate, keyLines(all))]),
  ];
  const verdict = verdictOf(all);
  return {
    tables,
    verdict,
    words: wordsOf(all, flags.top, split),
    rows: all.customers.map(({ from, to, ...own }) => ({
      ...own,
      numeratorBefore: from.numerator,
      denominatorBefore: from.denominator,
      numeratorAfter: to.numerator,
      denominatorAfter: to.denominator,
    })),
    more:
      split === undefined
        ? {}
        : { [`by-${split}`]: all.keys.map(({ from: _, to: __, key, ...own }) => ({ [split]: key, ...own })) },
    sheet: {
      title: say('Why {rate} changed', { rate: rateTitle(rate) }),
      subject: ledgerRead(opened.source).name,
      facts: [
        ...ledgerFacts(ledgerRead(opened.source)),
        [say('Period'), `${periodText(periods.before.label)}, ${periodText(periods.after.label)}`],
        [say('Definition'), `${a.name}: ${choicesOf(a).join(', ')}`],
        [say('Result'), verdict],
        [say('Time zone'), timeZone],
      ],
      findings,
      pictures: all.difference === null ? [] : [effectsPicture(all, linesOf(all, drawn), verdict)],
      tables,
    },
  };
}

function splitName(split: Split): string {
  return split === 'plan' ? say('The plans behind it') : say('The segments behind it');
}

/** The largest, and the rest as one line. */
function linesOf({ customers }: Explained, top: number): Line[] {
  const rest = customers.slice(top);
  const total = (part: keyof RateEffect) => rest.reduce((sum, own) => sum + own[part], 0);
  const lines = customers.slice(0, top).map((own) => ({ name: own.customerId, effect: own }));
  if (rest.length === 0) return lines;
  const name = say('{count} others', { count: count(rest.length) });
  const effect = { difference: total('difference'), numerator: total('numerator'), denominator: total('denominator') };
  return [...lines, { name, effect }];
}

function keyLines({ keys }: Explained): Line[] {
  return keys.map((own) => ({ name: keyText(own.key), effect: own }));
}

function effectTable(title: string, name: string, rate: ExplainedRate, lines: readonly Line[]): Table {
  const text =
    (part: keyof RateEffect) =>
    ({ effect }: Line) =>
      pointsText(rate, effect[part], 2);
  return tableOf(
    title,
    [
      { title: name, left: true, text: (line: Line) => line.name },
      { title: say('Effect'), text: text('difference') },
      { title: say('by the numerator'), text: text('numerator') },
      { title: say('by the denominator'), text: text('denominator') },
    ],
    lines,
    [say('pp: percentage points.'), say('Each column adds up, before rounding.')],
  );
}

/** 'NRR: 101.2% in 2026-03, 98.7% in 2026-04, -2.5 pp.' */
function verdictOf({ rate, before, after, difference }: Explained): string {
  return say('{rate}: {before} in {first}, {after} in {second}, {change}.', {
    rate: rateTitle(rate),
    before: rateText(rate, before.value),
    first: periodText(before.period.label),
    after: rateText(rate, after.value),
    second: periodText(after.period.label),
    change: pointsText(rate, difference),
  });
}

function wordsOf(all: Explained, top: number, split: Split | undefined): string[] {
  const { rate, difference, numerator, denominator } = all;
  if (difference === null)
    return [verdictOf(all), say('One of the periods has nothing to divide by, so there is nothing to explain.')];
  const list = (lines: readonly Line[]) =>
    lines.map(({ name, effect }) => `${name} ${pointsText(rate, effect.difference, 2)}`).join(', ');
  return [
    verdictOf(all),
    say('{numerator} of it comes from the numerator, {denominator} from the denominator.', {
      numerator: pointsText(rate, numerator, 2),
      denominator: pointsText(rate, denominator, 2),
    }),
    ...(all.customers.length === 0 ? [] : [say('Behind it are: {customers}.', { customers: list(linesOf(all, top)) })]),
    ...(split === undefined ? [] : [`${splitTitle(split)}: ${list(keyLines(all))}.`]),
  ];
}

/** A bar for each of the largest, and one for the rest. */
function effectsPicture({ rate, difference }: Explained, lines: readonly Line[], caption: string): Picture {
  const scale = rate === 'arpa' ? 1 : 100;
  const sizes = lines.map(({ effect }) => effect.difference * scale);
  return {
    name: 'points',
    title: say('The customers behind it, in points'),
    description: say('A bar for each customer with a large effect, and one for all others.'),
    caption,
    legend: [
      { kind: 'higher', label: say('the rate is higher by it'), mark: 'bar' },
      { kind: 'lower', label: say('the rate is lower by it'), mark: 'bar' },
    ],
    spec: (size) => ({
      vconcat: [
        stepPanel({
          title: `${rateTitle(rate)} ${pointsText(rate, difference)}`,
          steps: lines.map(({ name, effect }, at) => ({
            ...changeStep(name, 0, sizes[at] as number),
            text: pointsText(rate, effect.difference, 2),
          })),
          domain: domainOf([0, ...sizes]),
          width: size.plotWidth + valueLabelWidth,
          rule: 0,
        }),
      ],
    }),
  };
}
