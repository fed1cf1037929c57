import { inZone } from './in-zone.ts';

inZone('America/Havana');
