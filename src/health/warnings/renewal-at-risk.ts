import { addDays } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import { checkKeys, readDays } from '../../read/index.ts';
import { daysBetween } from '../days-between.ts';
import type { HealthBand } from '../score/health-model.ts';
import { readModel } from '../score/read-model.ts';
import { scoreValues } from '../score/score-values.ts';
import { given, type ReadRule } from './rule.ts';

const keys = ['name', 'severity', 'type', 'withinDays', 'model', 'band'] as const;

export function readRenewalAtRisk(rule: unknown, path: string): ReadRule {
  const { withinDays, model: givenModel, band } = checkKeys(rule, keys, path);
  const days = readDays(withinDays, `${path}.withinDays`);
  const model = readModel(givenModel, `${path}.model`);
  const safe = bandAbove(band, model.bands, `${path}.band`);
  const lowNames = model.bands.slice(0, model.bands.indexOf(safe)).map(({ name }) => name);
  return {
    needs: 'subscriptions',
    findIn({ records, asOf, subscriptionsOf: known, valuesOf }) {
      const { zone } = records.settings;
      const subscriptionsOf = given(known);
      return (customer) => {
        const { dueAt } = subscriptionsOf(customer);
        if (dueAt === Number.POSITIVE_INFINITY || daysBetween(zone, asOf, dueAt) > days) return null;
        const { score, band: own } = scoreValues(valuesOf(customer), model, 'values');
        if (score === null || !lowNames.includes(own as string)) return null;
        return { since: addDays(zone, dueAt, -days), observed: score, expected: safe.from };
      };
    },
  };
}

/** The lowest band that is not at risk. */
function bandAbove(name: unknown, bands: readonly HealthBand[], path: string): HealthBand {
  const place = name === undefined ? 0 : bands.findIndex((band) => band.name === name);
  const above = place === -1 ? undefined : bands[place + 1];
  if (above === undefined) reject('INVALID_OPTION', path, 'be a band of the model, and not its highest', name);
  return above;
}
