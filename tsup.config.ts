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
  // decimal.js does not say that it is free of side effects, so whatever file imports it brings all of it. In a file of its own it comes
  // only with the functions that can print a Decimal.
  entry: ['src/index.ts', ...rooms.map((room) => `src/${room}/index.ts`), 'src/money/money-out.ts'],
  format: ['esm', 'cjs'],
  target: 'es2022',
  // Without shared chunks each entry would carry its own copy of the error class, and `instanceof` would fail between them.
  splitting: true,
  clean: true,
  dts: { compilerOptions: { ignoreDeprecations: '6.0', allowImportingTsExtensions: true, noEmit: true } },
});
