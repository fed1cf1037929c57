import { inZone } from './in-zone.ts';

inZone('Australia/Lord_Howe');
