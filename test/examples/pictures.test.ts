import type { Subscription } from 'tenure';
import { beforeAll, describe, expect, test } from 'vitest';
import { htmlPage } from '../../docs/examples/support/page/document.ts';
import { reportColumns } from '../../docs/examples/support/report/report-columns.ts';
import { type ReportData, reportSheet } from '../../docs/examples/support/report/report-sheet.ts';
import { elements, figuresOf, openTags, pictureOf, titles, verticalExtent } from './markup.ts';
import { monthly, pageData } from './page-data.ts';

/** Every kind of movement, two gaps of NRR, and a first month that is not large enough to be cut off. */
const subscriptions: readonly Subscription[] = [
  monthly('ada', '2024-01-10', '2024-03-05', 1000),
  monthly('ada', '2024-05-10', null, 1500.5),
  monthly('ben', '2024-05-01', '2024-06-01', 200),
  monthly('ben', '2024-06-01', '2024-07-01', 250),
  monthly('ben', '2024-07-01', null, 225),
];

const data = pageData(subscriptions, '2024-01', '2024-07', { asOf: '2024-07-15' });
let html = '';
const page = (own: ReportData) => htmlPage(reportSheet(own));

beforeAll(async () => {
  html = await page(data);
});

describe('the page', () => {
  test('closes every element that it opens', () => {
    expect(openTags(html)).toEqual([]);
  });

  test('needs nothing beside itself', () => {
    expect(html).not.toMatch(/<script|<link|<img|@import|url\(|\bhref="(?!#)|\bsrc=|https?:/i);
  });

  test('shows what is in the name of a file, and does not obey it', () => {
    expect(html).toContain('a&lt;b&gt;.csv, 5 rows');
    expect(html).not.toContain('<b>');
  });

  test('has four figures; each says in text what it shows, in every size', () => {
    expect(figuresOf(html)).toHaveLength(4);
    for (const figure of figuresOf(html)) {
      const [caption = ''] = elements(figure, 'figcaption');
      expect(caption).toMatch(/^(2024-07 \(incomplete\)|2024-06): /);
      for (const size of ['narrow', 'medium', 'wide']) {
        expect(pictureOf(figure, size)).toMatch(/^<svg class="\w+" role="img" aria-label="[^"]{80,}" viewBox="0 0 /);
        expect(pictureOf(figure, size)).toContain(`${caption}"`);
      }
    }
  });
});

describe('the bars', () => {
  const nonZero = (fields: readonly (keyof (typeof data.rows)[number])[]) =>
    data.rows.flatMap((row) => fields.filter((field) => row[field] !== 0).map((field) => `${row.period} ${field}`));

  test.each(['narrow', 'medium', 'wide'])('%s: one for each movement that is not zero', (size) => {
    const [mrr = '', , , customers = ''] = figuresOf(html);
    const drawn = (figure: string) => titles(pictureOf(figure, size), 'rect').map((title) => title.split(':')[0]);
    const fields = ['newMrr', 'reactivationMrr', 'expansionMrr', 'contractionMrr', 'churnMrr', 'fx'] as const;
    expect(drawn(mrr)).toEqual(nonZero(fields).map((name) => name.replace('Mrr', '')));
    expect(drawn(mrr)).toHaveLength(6);
    const words = { newCustomers: 'new', reactivatedCustomers: 'reactivated', churnedCustomers: 'churned' };
    const counts = nonZero(['newCustomers', 'reactivatedCustomers', 'churnedCustomers']);
    expect(drawn(customers)).toEqual(
      counts.map((name) => name.replace(/\w+$/, (word) => words[word as keyof typeof words])),
    );
  });

  test('gains stand on the line that losses hang from', () => {
    const picture = pictureOf(figuresOf(html)[0] ?? '', 'wide');
    const gain = verticalExtent(picture, '2024-01 new');
    const loss = verticalExtent(picture, '2024-03 churn');
    // Bars of whole months have no edge.
    expect(picture.match(/stroke-width="0"[^>]*><title>2024-0\d/g)?.length).toBeGreaterThan(3);
    expect(gain.bottom).toBeCloseTo(loss.top, 1);
    expect(gain.bottom - gain.top).toBeCloseTo(loss.bottom - loss.top, 1);
    const [below, above] = [verticalExtent(picture, '2024-05 new'), verticalExtent(picture, '2024-05 reactivation')];
    expect(above.bottom).toBeCloseTo(below.top, 1);
  });

  test('exchange rates are drawn, on their side of zero, where they did anything', async () => {
    const rows = data.rows.map((row, index) => ({ ...row, fx: index === 1 ? -40 : 0 }));
    const picture = pictureOf(figuresOf(await page({ ...data, rows }))[0] ?? '', 'wide');
    expect(titles(picture, 'rect')).toContain('2024-02 exchange rates: -40.00 EUR');
    expect(verticalExtent(picture, '2024-02 exchange rates').top).toBeCloseTo(
      verticalExtent(picture, '2024-01 new').bottom,
      1,
    );
    expect(html).not.toContain('exchange rates');
  });

  test('a first month twice as high as any other is cut off, and says so', async () => {
    const rows = [monthly('ada', '2024-01-01', null, 99_000), monthly('ben', '2024-02-01', null, 100)];
    const [mrr = ''] = figuresOf(await page(pageData(rows, '2024-01', '2024-02')));
    expect(pictureOf(mrr, 'narrow')).toContain('↑ 99,000.00 EUR, cut off');
    expect(elements(mrr, 'figcaption')[0]).toContain('The bar of 2024-01, 99,000.00 EUR, is higher than the axis.');
    expect(html).not.toContain('cut off');
  });
});

describe('the lines', () => {
  test('have a point for each value and none for null', () => {
    const notes = titles(pictureOf(figuresOf(html)[2] ?? '', 'wide'), 'symbol');
    const named = (name: string) => notes.filter((note) => note.includes(name)).map((note) => note.slice(0, 7));
    expect(named('NRR')).toEqual(['2024-02', '2024-03', '2024-06', '2024-07']);
    expect(named('GRR')).toEqual(named('NRR'));
    expect(notes).toContain('2024-03 NRR: 0.0%');
  });

  test('break at a gap, and are dashed to the hollow point of an incomplete period', () => {
    const picture = pictureOf(figuresOf(html)[2] ?? '', 'wide');
    // NRR, GRR and customers, each to July.
    expect(picture.match(/stroke-dasharray="5,4"/g)).toHaveLength(3);
    expect(picture.match(/fill="var\(--surface\)"/g)).toHaveLength(3);
    expect(picture.match(/<g class="mark-line [^>]*>/g)).toHaveLength(6);
  });

  test('say so where there is no value at all', async () => {
    const [, , rates = ''] = figuresOf(await page(pageData(subscriptions, '2024-01', '2024-01')));
    expect(elements(rates, 'figcaption')[0]).toContain('2024-01: no opening MRR, so neither NRR nor GRR.');
  });
});

test('the table has the texts of the report, and a dash for null', () => {
  const lines = elements(elements(html, 'tbody')[0] ?? '', 'tr');
  expect(lines).toHaveLength(data.rows.length);
  for (const [index, row] of data.rows.entries()) {
    const [period, ...texts] = reportColumns().map(({ text }) => text(row));
    expect(elements(lines[index] ?? '', 'th')).toEqual([period]);
    expect(elements(lines[index] ?? '', 'td')).toEqual(texts);
  }
  expect(elements(lines[0] ?? '', 'td').slice(6, 11)).toEqual(['1,000.00', '-', '1,000.00', '-', '-']);
  expect(elements(lines[6] ?? '', 'th')).toEqual(['2024-07 (incomplete)']);
});
