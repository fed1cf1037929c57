import { inZone } from './in-zone.ts';

inZone('Pacific/Apia');
