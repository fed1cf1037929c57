import { expect, test } from 'vitest';
import { type FileKind, fileKindOf } from '../../../docs/examples/support/read/file-kind.ts';
import { exportShapes } from './exports.ts';
import { shapes } from './shapes.ts';

const kindOf = (file: string | Uint8Array) =>
  fileKindOf({ name: 'any.csv', bytes: typeof file === 'string' ? new TextEncoder().encode(file) : file });

test('every ledger that the programs read is taken for one, unless its columns have to be named', () => {
  const others = [...exportShapes, ...shapes].filter(({ file }) => kindOf(file) !== 'ledger').map(({ name }) => name);
  expect(others).toEqual(['columns that are named, below a title']);
});

test.each<[string, FileKind | undefined]>([
  ['customer_id,at,feature,duration_seconds', 'events'],
  ['Kunde;Zeitpunkt', 'events'],
  ['customer_id,opened_at,resolved_at', 'tickets'],
  ['Kunde;Eingang;gelöst am;Kanal', 'tickets'],
  ['customer_id,created_at,first_reply_at,status', 'tickets'],
  ['customer_id,at,status,invoice_id,amount', 'payments'],
  ['customer_id,paid_at,status,currency,amount', 'payments'],
  ['customer,at,score,survey', 'answers'],
  ['Kunde;Datum;NPS;CSAT', 'answers'],
  ['customer,at,user_id,score', 'answers'],
  ['currency,rate,month', 'rates'],
  ['customer,start,amount', 'ledger'],
  ['foo,bar', undefined],
])('%s', (header, kind) => {
  expect(kindOf(`${header}\n${header.replace(/[^,;]+/g, '1')}\n`)).toBe(kind);
});

test('a long file is looked at from its beginning, whatever its letters', () => {
  const rows = `Kundenname,Beginn,Betrag,Währung\n${'Müller,2026-01-01,9.90,EUR\n'.repeat(4000)}`;
  expect(kindOf(rows)).toBe('ledger');
  const wide = new Uint8Array(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(rows, 'utf16le')]));
  expect(kindOf(wide)).toBe('ledger');
});
