// Zod names the URL of browsers and Node; tenure must do without either.
import type { Subscription } from 'tenure';
import { parseSubscriptions, subscriptionSchema } from 'tenure/schema';
import type { z } from 'zod';

declare global {
  class URL {}
}

export const rows: readonly z.infer<typeof subscriptionSchema>[] = parseSubscriptions([]).rows;
export const asRows = (given: typeof rows): readonly Subscription[] => given;
export const isRow: boolean = subscriptionSchema.safeParse({}).success;
