import { defineConfig } from 'tsup';

const rooms = [
  'calendar',
  'ledger',
  'inspect',
  'movements',
  'revenue',
  'customers',
  'report',
  'compare',
  'ratio',
  'statistics',
  'value',
  'cohorts',
  'surveys',
  'service',
  'usage',
  'stripe',
  'events',
  'health',
  'schema',
];

export default defineConfig({
  entry: ['src/index.ts', ...rooms.map((room) => `src/${room}/index.ts`)],
  format: ['esm', 'cjs'],
  target: 'es2022',
  // Without shared chunks each entry would carry its own copy of the error class, and `instanceof` would fail between them.
  splitting: true,
  clean: true,
  dts: { compilerOptions: { ignoreDeprecations: '6.0', allowImportingTsExtensions: true, noEmit: true } },
});
