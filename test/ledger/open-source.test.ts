import { ledger, mrr } from 'tenure';
import { expect, test } from 'vitest';
import { definitionsOf, isSource, ledgerGiven, openAlike, openSource, refuseLink } from '../../src/ledger/query.ts';
import { refusal } from '../support/caught.ts';
import { row } from '../support/row.ts';

const rows = [row({}), row({ customerId: 'ben', start: '2026-02-01', end: '2026-02-01' })];

test('rows and ledgers are sources, and nothing else', () => {
  for (const source of [[], rows, ledger(rows)]) expect(isSource(source)).toBe(true);
  for (const other of [null, undefined, {}, { length: 0 }, 'rows', new Map()]) expect(isSource(other)).toBe(false);
});

test('a ledger is given where a source is one, under a policy that agrees with it', () => {
  const book = ledger(rows, { timeZone: 'Europe/Berlin' });
  expect(ledgerGiven(rows, {})).toBeNull();
  expect(ledgerGiven(book, {})?.entities.customerIds()).toEqual(['ada', 'ben']);
  expect(refusal(() => ledgerGiven(book, { timeZone: 'UTC' }))).toMatchObject({
    code: 'CONFLICTING_POLICY',
    path: ['policy', 'timeZone'],
  });
  expect(refusal(() => ledgerGiven({}, {}))?.path).toEqual(['subscriptions']);
});

test('other rows are opened under the options of a source that is open', () => {
  const opened = openSource(rows, { timeZone: 'Europe/Berlin', movements: 'event' }, undefined);
  const alike = openAlike(opened, [row({ customerId: 'cleo', start: '2026-03-01' })]);
  expect(alike.ledger.entities.customerIds()).toEqual(['cleo']);
  expect([...alike.ledger.instants]).toEqual([Date.parse('2026-02-28T23:00:00Z')]);
  expect(alike.statement).toEqual(opened.statement);
  expect(alike.definitions()).toBe(opened.definitions());
});

test('definitions are those of the ledger and of the statement', () => {
  const opened = openSource(rows, { churnGraceDays: 5 }, undefined);
  const text = definitionsOf(opened.ledger.rules, opened.statement);
  expect([opened.definitions(), opened.definitions()]).toEqual([text, text]);
  expect(openSource(rows, {}, undefined).definitions()).not.toBe(text);
});

test('a question about money to rows without amounts says what would be asked of them', () => {
  const counted = ledger([{ customerId: 'ada', start: '2026-01-01' }], { amounts: 'none' });
  expect(refusal(() => mrr(counted, '2026-02-01'))?.message).toBe(
    "policy.amounts must be 'major' or 'minor' here: rows without amounts only give counts of customers; received 'none'",
  );
});

test('the link that is refused is named by its row', () => {
  expect(refusal(() => refuseLink(7, 'old'))).toMatchObject({
    path: ['subscriptions', 7, 'replaces'],
    received: 'old',
  });
});
