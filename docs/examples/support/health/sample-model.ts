import type { HealthModel } from 'tenure';
import { say } from '../language/language.ts';
import type { NamedModel } from './health-book.ts';

/** A model to begin with: what most products know of their customers, with weights that somebody guessed. */
export const sampleModel: HealthModel = {
  signals: [
    { key: 'activeDays', weight: 2, normalise: { type: 'linear', worst: 2, best: 16 } },
    { key: 'usageTrend', weight: 1, normalise: { type: 'linear', worst: -0.6, best: 0.1 } },
    { key: 'npsScore', weight: 3, normalise: { type: 'linear', worst: 0, best: 10 }, halfLifeDays: 180 },
    { key: 'openTickets', weight: 3, normalise: { type: 'linear', worst: 3, best: 0 } },
    { key: 'tenureDays', weight: 2, normalise: { type: 'linear', worst: 0, best: 365 } },
  ],
  caps: [{ when: { key: 'unpaidInvoices', op: '>', value: 0 }, max: 50 }],
};

/** The same, with what it is called. */
export function exampleModel(): NamedModel {
  return { model: sampleModel, name: say('that of the example') };
}
