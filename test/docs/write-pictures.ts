// `npm run api`: draws the pictures of the pages.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { drawPictures } from './pictures/index.ts';

const folder = new URL('../../docs/pictures/', import.meta.url);
const drawn = await drawPictures();
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
for (const [name, svg] of drawn) writeFileSync(new URL(name, folder), svg);
