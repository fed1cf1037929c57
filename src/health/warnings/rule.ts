import type { HealthData } from '../signals/health-data.ts';
import type { HealthView } from '../signals/signals-at.ts';

/** What a rule found about a customer. */
interface Finding {
  /** Epoch milliseconds. */
  readonly since: number;
  readonly observed: number;
  readonly expected: number;
}

/** A rule that was checked. */
export interface ReadRule {
  /** The list of the data that the rule looks at. */
  readonly needs: keyof HealthData;
  /** Looks at customers, by code: null where the rule holds nothing against one. */
  findIn(view: HealthView): (customer: number) => Finding | null;
}

/** A list that the rule needs, and that was found to be there. */
export function given<T>(list: T | null): T {
  return list as T;
}
