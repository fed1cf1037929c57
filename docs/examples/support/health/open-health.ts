import { readFile } from 'node:fs/promises';
import { InputError } from '../input-error.ts';
import type { Io } from '../io.ts';
import { openLedger } from '../open/open-ledger.ts';
import { diskWith } from '../open/read-file.ts';
import { outputsOf } from '../out/output-paths.ts';
import type { Outputs } from '../out/outputs.ts';
import { progressOn } from '../progress.ts';
import { type HealthBook, healthBook, type NamedModel, sampleHealthBook } from './health-book.ts';
import type { HealthFlags } from './health-flags.ts';
import { modelOf } from './model-file.ts';
import { exampleModel } from './sample-model.ts';

export interface OpenedHealth extends HealthBook {
  readonly outputs: Outputs;
}

/** Reads the files that the flags name, or else invents a book. */
export async function openHealth(flags: HealthFlags, io: Io): Promise<OpenedHealth> {
  const model = await readModel(flags.model);
  const { file, files } = flags;
  if (file === undefined) return { ...sampleHealthBook(flags, model), outputs: outputsOf({}, flags) };
  const inputs = Object.entries(files).map(([list, path]) => [`the file of ${list}`, path]);
  const outputs = outputsOf({ 'the ledger': file, ...Object.fromEntries(inputs) }, flags);
  const read = diskWith(progressOn(io.err, flags.progress));
  const book = await healthBook(flags, model, { read, openBook: (beside) => openLedger(flags, io, beside) });
  return { ...book, outputs };
}

async function readModel(file: string | undefined): Promise<NamedModel> {
  return file === undefined ? exampleModel() : modelOf(file, await bytesOf(file));
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new InputError(`--model ${file} cannot be read: ${(error as Error).message}`);
  }
}
