import fc from 'fast-check';
import { propertyRuns } from './property-runs.ts';

// A property that names no number of runs has that of fast-check, of which it is tried the usual share.
fc.configureGlobal(propertyRuns(100));
