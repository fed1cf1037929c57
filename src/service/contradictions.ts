import { type MetricsErrorCode, reject } from '../errors.ts';
import { isMissing } from '../read/index.ts';

/** A field that cannot be what it is beside the others of its row, each of which is good alone. */
export interface Contradiction<Field extends string> {
  readonly field: Field;
  readonly code: MetricsErrorCode;
  readonly rule: string;
}

const none: readonly never[] = [];

type TicketField = 'firstResponseAt' | 'resolvedAt' | 'reopened' | 'reopenedAt' | 'reopenedResponseAt';

/** Of a ticket with these instants in epoch milliseconds, NaN for those that it does not have. */
export function ticketContradictions(
  { reopened }: { readonly reopened?: unknown },
  openedAt: number,
  respondedAt: number,
  resolvedAt: number,
  reopenedAt: number,
  respondedAgainAt: number,
): readonly Contradiction<TicketField>[] {
  // NaN is neither before nor after.
  const isEarly = respondedAt < openedAt || resolvedAt < openedAt || reopenedAt < openedAt;
  const isAgain = !Number.isNaN(respondedAgainAt) && !(respondedAgainAt >= reopenedAt);
  const isDenied = !Number.isNaN(reopenedAt) && (reopened === false || reopened === 0);
  if (!isEarly && !isAgain && !isDenied) return none;
  const faults: Contradiction<TicketField>[] = [];
  const early = { code: 'END_BEFORE_START', rule: 'not come before openedAt' } as const;
  if (respondedAt < openedAt) faults.push({ field: 'firstResponseAt', ...early });
  if (resolvedAt < openedAt) faults.push({ field: 'resolvedAt', ...early });
  if (reopenedAt < openedAt) faults.push({ field: 'reopenedAt', ...early });
  if (isAgain) {
    const rule = 'not come before reopenedAt, nor without it';
    faults.push({ field: 'reopenedResponseAt', code: 'END_BEFORE_START', rule });
  }
  if (isDenied) {
    faults.push({ field: 'reopened', code: 'INVALID_NUMBER', rule: 'be true, or how often, beside reopenedAt' });
  }
  return faults;
}

type PaymentField = 'invoiceId' | 'attempt';

export function paymentContradictions({
  status,
  invoiceId,
  attempt,
}: { readonly status: string } & {
  readonly [field in PaymentField]?: unknown;
}): readonly Contradiction<PaymentField>[] {
  if (status !== 'writtenOff') return none;
  const faults: Contradiction<PaymentField>[] = [];
  if (isMissing(invoiceId)) {
    const rule = 'be present: a write-off belongs to an invoice';
    faults.push({ field: 'invoiceId', code: 'INVALID_TYPE', rule });
  }
  if (!isMissing(attempt)) {
    const rule = 'be left out: a write-off is not an attempt';
    faults.push({ field: 'attempt', code: 'INVALID_NUMBER', rule });
  }
  return faults;
}

/** Refuses a row for the first of its contradictions. */
export function rejectContradiction<Field extends string>(
  faults: readonly Contradiction<Field>[],
  row: { readonly [field in Field]?: unknown },
  path: string,
): void {
  const [fault] = faults;
  if (fault !== undefined) reject(fault.code, `${path}.${fault.field}`, fault.rule, row[fault.field]);
}
