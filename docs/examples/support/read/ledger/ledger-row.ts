import type { Subscription } from 'tenure';

/** A subscription whose dates are text, as in its file or in ISO 8601. */
export type LedgerRow = Subscription & { readonly start: string; readonly end: string | undefined };
