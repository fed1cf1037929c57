import type { Picture } from '../../../docs/examples/support/draw/picture.ts';

/** The page has its sentence, and the file its name. */
export type Drawing = Omit<Picture, 'name' | 'caption'>;
