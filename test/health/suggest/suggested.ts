import { type HealthModel, suggestWeights } from 'tenure';
import { type Behaviour, healthBook, horizonDays } from '../../support/health-book.ts';

/** Three signals that say something by their nature, all with the same weight. */
export const model: HealthModel = {
  signals: [
    { key: 'activeDays', weight: 1, normalise: { type: 'linear', worst: 0, best: 28 } },
    { key: 'failedPayments', weight: 1, normalise: { type: 'linear', worst: 4, best: 0 } },
    { key: 'openTickets', weight: 1, normalise: { type: 'linear', worst: 10, best: 0 } },
  ],
  caps: [{ when: { key: 'failedPayments', op: '>=', value: 4 }, max: 60 }],
};
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
/** Use matters three times as much as payments, for each point; tickets not at all. */
export const ofUseAndPayments = ({ activeDays, failedPayments }: Behaviour) =>
  sigmoid(1.5 - 0.06 * (activeDays / 28) * 100 - 0.02 * (1 - failedPayments / 4) * 100);
/** Who fails to pay stays: the signal points the wrong way. */
export const ofUseAndDebt = ({ activeDays, failedPayments }: Behaviour) =>
  sigmoid(-0.5 - 0.06 * (activeDays / 28) * 100 + 0.02 * (1 - failedPayments / 4) * 100);
export const ofNothing = () => 0.2;

export function suggested(seed: number, chanceOf: (behaviour: Behaviour) => number, customers = 250) {
  const { data, dates } = healthBook(seed, customers, 6, chanceOf);
  return suggestWeights(data, model, { fit: dates.slice(0, 3), test: dates.slice(3), horizonDays });
}
