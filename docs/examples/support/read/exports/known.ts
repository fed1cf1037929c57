import { InputError } from '../../input-error.ts';
import { chargebee } from './chargebee.ts';
import { type Export, exportOf } from './export.ts';
import { recurly } from './recurly.ts';
import { revenuecat } from './revenuecat.ts';
import { stripe } from './stripe.ts';

const knownExports: readonly Export[] = [stripe, chargebee, recurly, revenuecat];

const exportNames: readonly string[] = [...knownExports.map(({ name }) => name), 'none'];

/** The system that a file is from: as asked, or else by its header. */
export function chosenExport(header: readonly string[], asked: string | undefined): Export | undefined {
  if (asked === 'none') return undefined;
  if (asked === undefined) return exportOf(knownExports, header);
  const chosen = knownExports.find(({ name }) => name === asked);
  if (chosen === undefined)
    throw new InputError(`--export must be one of ${exportNames.join(', ')}; received '${asked}'`);
  return chosen;
}
