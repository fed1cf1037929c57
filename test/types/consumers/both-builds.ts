// An app of two module formats: what one build gives, the other one takes.

import { type Ledger, mrr } from 'tenure';

type Required = typeof import('tenure', { with: { 'resolution-mode': 'require' }});

declare const fromRequire: import('tenure', { with: { 'resolution-mode': 'require' }}).Ledger;
declare const fromImport: Ledger;
declare const take: Required['mrr'];

export const closings: number[] = [mrr(fromRequire, '2026-03-01'), take(fromImport, '2026-03-01')];
