import type { HealthData } from '../signals/health-data.ts';
import type { HealthRecords } from '../signals/records.ts';
import type { HealthView } from '../signals/signals-at.ts';

/** What a rule found about a customer. */
interface Finding {
  /** Epoch milliseconds. */
  readonly since: number;
  readonly observed: number;
  readonly expected: number;
}

/** What rules look at. */
interface Scene {
  readonly records: HealthRecords;
  readonly view: HealthView;
  readonly asOf: number;
}

/** Looks at a customer, by code; null where the rule holds nothing against it. */
type Judge = (customer: number) => Finding | null;

/** A rule that was checked. */
export interface CheckedRule {
  /** The list of the data without which it cannot be judged. */
  readonly needs: keyof HealthData;
  judge(scene: Scene): Judge;
}

/** A list that the rule needs, and that was found to be there. */
export function given<T>(list: T | null): T {
  return list as T;
}
