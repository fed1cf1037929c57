interface DecimalLike {
  toFixed(): string;
}

export type Amount = number | string | DecimalLike;
export type Instant = Date | number | string;
export type Interval = 'day' | 'week' | 'month' | 'quarter' | 'year' | 'term';

export interface Span {
  readonly start: Instant;
  readonly end?: Instant | null;
}

/** Generic over the amount so that generated rows, which hold no decimal objects, also fit a stricter type elsewhere. */
export interface Row<A extends Amount = Amount> {
  readonly customerId: string;
  readonly subscriptionId?: string;
  readonly start: Instant;
  readonly end?: Instant | null;
  readonly amount: A;
  readonly interval: Interval;
  readonly intervalCount?: number;
  readonly quantity?: number;
  readonly discount?: { readonly percent: A } | { readonly amount: A };
  readonly currency?: string;
  readonly plan?: string;
  readonly trialEnd?: Instant | null;
  readonly signedAt?: Instant | null;
  readonly replaces?: string;
  readonly cancelRequestedAt?: Instant | null;
  readonly pauses?: readonly Span[];
  readonly pastDue?: readonly Span[];
  readonly churnType?: 'voluntary' | 'involuntary';
  readonly churnReason?: string;
  readonly segment?: string;
}

export interface Period {
  readonly start: Date;
  readonly end: Date;
  readonly timeZone: string;
  readonly label?: string;
}

export interface LabelledPeriod extends Period {
  readonly label: string;
}

export type ExchangeRates<A extends Amount = Amount> = Readonly<Record<string, A | Readonly<Record<string, A>>>>;

export interface Policy<A extends Amount = Amount> {
  readonly timeZone?: string;
  readonly asOf?: Instant;
  readonly grain?: 'customer' | 'subscription';
  readonly trials?: 'exclude' | 'first' | 'include';
  readonly freePlans?: 'exclude' | 'include';
  readonly pauses?: 'churn' | 'retain';
  readonly pastDueGraceDays?: number | null;
  readonly churnAt?: 'end' | 'cancelRequest';
  readonly startAt?: 'start' | 'signed';
  readonly lastEnds?: 'end' | 'paidThrough';
  readonly churnGraceDays?: number;
  readonly reactivationWindowDays?: number | null;
  readonly weeksPerMonth?: '52/12' | '4';
  readonly daysPerMonth?: '365/12' | '30';
  readonly termLength?: 'months' | 'days';
  readonly currency?: string;
  readonly exchangeRates?: ExchangeRates<A>;
  readonly movements?: 'net' | 'event';
  readonly mergeWithinSeconds?: number;
  readonly reactivation?: 'exclude' | 'include';
  readonly churnDenominator?: 'opening' | 'openingPlusNew';
  readonly retentionMethod?: 'cohort' | 'headcount';
  readonly money?: 'number' | 'fraction';
}
