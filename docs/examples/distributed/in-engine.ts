/**
 * The same for engines that run JavaScript themselves, as one file without imports: BigQuery, Snowflake, QuickJS. Text in, text out.
 *
 *     npx esbuild in-engine.ts --bundle --minify --format=iife --global-name=tenure --outfile=tenure.js
 */
import type { Subscription } from 'tenure';
import { question } from './question.ts';

type Part = ReturnType<typeof question.part>;

/** Rows of one shard, as objects or as the JSON of each. */
export function part(rows: readonly (string | Subscription)[]): string {
  return JSON.stringify(question.part(rows.map((row) => (typeof row === 'string' ? JSON.parse(row) : row))));
}

export function merge(parts: readonly string[]): string {
  return JSON.stringify(question.merge(parts.map((text) => JSON.parse(text) as Part)));
}

export function result(merged: string): string {
  return JSON.stringify(question.result(JSON.parse(merged)));
}
