import { reject } from '../../errors.ts';
import { checkText, checkUnique, isRecord, readChoice, readList } from '../../read/index.ts';
import { readFailedPayment } from './failed-payment.ts';
import { readFallingScore } from './falling-score.ts';
import { readRenewalAtRisk } from './renewal-at-risk.ts';
import type { ReadRule } from './rule.ts';
import { readSilence } from './silence.ts';
import { readStepNotReached } from './step-not-reached.ts';
import { readUsageDrop } from './usage-drop.ts';
import type { WarningSeverity, WarningType } from './warning-rules.ts';

/** A rule that was checked, and what its warnings are called. */
export interface NamedRule extends ReadRule {
  readonly name: string;
  readonly type: WarningType;
  readonly severity: WarningSeverity;
}

const readers: { readonly [type in WarningType]: (rule: unknown, path: string) => ReadRule } = {
  usageDrop: readUsageDrop,
  silence: readSilence,
  stepNotReached: readStepNotReached,
  fallingScore: readFallingScore,
  failedPayment: readFailedPayment,
  renewalAtRisk: readRenewalAtRisk,
};
const types = /* @__PURE__ */ Object.keys(readers) as WarningType[];
const severities = ['low', 'medium', 'high'] as const;

/** Checks every field of every rule. */
export function readRules(rules: unknown): NamedRule[] {
  const names = new Set<string>();
  return readList(rules, 'rules', 'be an array of rules').map((rule, index) => {
    const path = `rules[${index}]`;
    if (!isRecord(rule)) reject('INVALID_TYPE', path, 'be an object', rule);
    const type = readChoice(rule.type, `${path}.type`, types);
    const read = readers[type](rule, path);
    const name = checkText(rule.name, `${path}.name`);
    checkUnique(name, names, `${path}.name`);
    return { ...read, name, type, severity: readChoice(rule.severity, `${path}.severity`, severities) };
  });
}
