import type { CheckedPeriod } from '../../calendar/open.ts';
import { isMetricsError } from '../../errors.ts';
import { type OpenedSource, openAlike, type Subscription } from '../../ledger/query.ts';
import { type Figures, figuresOf, isSame } from '../figures.ts';
import type { ChangedCustomer } from './changed-customers.ts';
import { joined, type RowChange, type RowSwitch, switchesOf } from './row-switches.ts';

/** One customer on the way from the rows of one snapshot to those of the other. */
export interface CustomerChain {
  readonly customerId: string;
  /** The first is the customer before, the last after. */
  readonly links: readonly ChainLink[];
}

interface ChainLink {
  readonly changes: readonly RowChange[];
  /** By period. */
  readonly figures: readonly Figures[];
}

/** The steps of one customer, each with the figures after it. */
export function chainOf(
  opened: OpenedSource,
  periods: readonly CheckedPeriod[],
  { customerId, pairs }: ChangedCustomer,
): CustomerChain {
  const figures = (rows: readonly (Subscription | null | undefined)[]) =>
    figuresOf(openAlike(opened, rows.filter(isRow)), periods);
  const rows = pairs.map(({ before }) => before?.row ?? null);
  const links: ChainLink[] = [{ changes: [], figures: figures(rows) }];
  const switches = switchesOf(pairs);
  let pending: RowSwitch[] = [];
  for (const [at, step] of switches.entries()) {
    step.apply(rows);
    pending.push(step);
    const isLast = at === switches.length - 1;
    const reached = isLast ? figures(pairs.map(({ after }) => after?.row)) : allowed(() => figures(rows));
    if (reached === null) continue;
    links.push({ changes: joined(pending).changes, figures: reached });
    pending = [];
  }
  return { customerId, links };
}

function isRow(row: Subscription | null | undefined): row is Subscription {
  return row !== null && row !== undefined;
}

/** Null for rows on the way that no ledger takes. */
function allowed(figures: () => Figures[]): Figures[] | null {
  try {
    return figures();
  } catch (error) {
    if (isMetricsError(error)) return null;
    throw error;
  }
}

/** What the rows of one customer did in one period, and it differs: the figures before and after, and the steps that changed them, in their order. */
export interface CustomerChange {
  readonly customerId: string;
  readonly before: Figures;
  readonly after: Figures;
  readonly steps: readonly StepTaken[];
}

/** What one step did to the figures of a customer in one period. */
interface StepTaken {
  readonly what: string;
  readonly changes: readonly RowChange[];
  readonly from: Figures;
  readonly to: Figures;
}

/** The customers to whose figures any step made a difference in one period. */
export function changesAt(chains: readonly CustomerChain[], at: number): CustomerChange[] {
  return chains.flatMap(({ customerId, links }) => {
    const figuresAt = (link: number) => links[link]?.figures[at] as Figures;
    const steps = links.flatMap(({ changes }, i) => {
      if (i === 0 || isSame(figuresAt(i - 1), figuresAt(i))) return [];
      return [{ what: whatOf(changes), changes, from: figuresAt(i - 1), to: figuresAt(i) }];
    });
    return steps.length === 0 ? [] : [{ customerId, before: figuresAt(0), after: figuresAt(links.length - 1), steps }];
  });
}

function whatOf(changes: readonly RowChange[]): string {
  const words = changes.flatMap<string>(({ change, fields }) => (change === 'changed' ? fields : change));
  return [...new Set(words)].join(' + ');
}
