import { join } from 'node:path';
import { compile } from './compile.ts';

/** Writes the program that uses the ESM and the CommonJS build at once into the folder where the tarball is installed. */
export async function writeCrossing(home: string): Promise<void> {
  await compile("import './cross/index.ts';", join(home, 'cross.mjs'), { format: 'esm', platform: 'node' });
}
