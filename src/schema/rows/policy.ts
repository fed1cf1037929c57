import * as z from 'zod';
import { ruleOf } from '../../errors.ts';
import {
  type LedgerPolicy,
  ledger,
  ledgerOptions,
  type Option,
  type Policy,
  type StatementPolicy,
  statementOptions,
} from '../../ledger/query.ts';
import type { Money } from '../../money/index.ts';
import type { RowInternals, RowShape } from '../fields/field.ts';
import { errorOf } from '../fields/message.ts';
import { choice } from '../fields/plain-fields.ts';
import { optionInJson } from './option-in-json.ts';

/** The schema of the options that a ledger is compiled with. */
export interface LedgerPolicySchema extends z.ZodObject<RowShape<LedgerPolicy>, z.core.$strict> {
  _zod: RowInternals<LedgerPolicy, z.core.$strict>;
}

/** The schema of the options that may be given per call. */
export interface StatementPolicySchema extends z.ZodObject<RowShape<StatementPolicy<Money>>, z.core.$strict> {
  _zod: RowInternals<StatementPolicy<Money>, z.core.$strict>;
}

/** The schema of a whole policy. */
export interface PolicySchema extends z.ZodObject<RowShape<Policy<Money>>, z.core.$strict> {
  _zod: RowInternals<Policy<Money>, z.core.$strict>;
}

/** `LedgerPolicy`. */
export const ledgerPolicySchema = policyOf(ledgerOptions) as unknown as LedgerPolicySchema;

/** `StatementPolicy`. */
export const statementPolicySchema = policyOf(statementOptions) as unknown as StatementPolicySchema;

/** `Policy`: what every function over subscriptions takes. */
export const policySchema = policyOf({ ...ledgerOptions, ...statementOptions }) as unknown as PolicySchema;

/** A schema from the library's own table of options; what that leaves to other readers is read by compiling a ledger without rows. */
function policyOf(options: Readonly<Record<string, Option>>) {
  const shape = Object.fromEntries(
    Object.entries(options).map(([name, option]) => [
      name,
      schemaOf(option)
        .meta(optionInJson(name as keyof Policy, option))
        .optional(),
    ]),
  );
  return z.strictObject(shape).superRefine((policy, context) => {
    const error = errorOf(() => ledger([], policy as Policy));
    if (error === undefined) return;
    context.addIssue({ code: 'custom', message: ruleOf(error), path: error.path.slice(1) });
  });
}

function schemaOf(option: Option): z.ZodType {
  if (!('read' in option)) return choice(...option).schema;
  return z.unknown().superRefine((value, context) => {
    const error = errorOf(() => option.read(value, 'policy'));
    if (error !== undefined) context.addIssue({ code: 'custom', message: ruleOf(error), path: error.path.slice(1) });
  });
}
