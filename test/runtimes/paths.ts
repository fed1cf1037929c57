import { fileURLToPath } from 'node:url';

/** The folder of this file, which has its own package.json. */
export const here = fileURLToPath(new URL('.', import.meta.url));
export const root = fileURLToPath(new URL('../../', import.meta.url));
/** For what is looked at afterwards: pictures, and answers that differ. */
export const output = fileURLToPath(new URL('output/', import.meta.url));
