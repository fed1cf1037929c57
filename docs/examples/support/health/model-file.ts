import { type HealthModel, healthScore, isMetricsError } from 'tenure';
import { InputError } from '../input-error.ts';
import type { NamedModel } from './health-book.ts';

/** The model that a file of JSON holds, or what is wrong with it. */
export function modelOf(file: string, bytes: Uint8Array): NamedModel {
  const model = parsed(file, new TextDecoder().decode(bytes));
  try {
    healthScore({}, model);
  } catch (error) {
    if (isMetricsError(error)) throw new InputError(`--model ${file}: ${error.message}`);
    throw error;
  }
  return { model, name: file.split(/[\\/]/).at(-1) ?? file };
}

function parsed(file: string, text: string): HealthModel {
  try {
    return JSON.parse(text) as HealthModel;
  } catch (error) {
    throw new InputError(`--model ${file} is not JSON: ${(error as Error).message}`);
  }
}

/** Whether parsed JSON is meant as a model: no list of rows has signals. */
export function isModel(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'signals' in value;
}
