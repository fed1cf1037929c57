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
  'forecast',
  'ratio',
  'statistics',
  'value',
  'cohorts',
  'surveys',
  'service',
  'usage',
  'stripe',
  'events',
  'invoices',
  'health',
  'schema',
  'parts',
];

/** Written by the compiler of `npm run build`, which takes a tenth of what tsup's own would: what is left is to bundle them. */
const declarations = Object.fromEntries(
  ['index', ...rooms.map((room) => `${room}/index`)].map((entry) => [entry, `.types/${entry}.d.ts`]),
);

export default defineConfig({
  entry: ['src/index.ts', ...rooms.map((room) => `src/${room}/index.ts`)],
  format: ['esm', 'cjs'],
  target: 'es2022',
  // Without shared chunks each entry would carry its own copy of the error class, and `instanceof` would fail between them.
  splitting: true,
  clean: true,
  // The package has src, to which maps lead: in the maps it would stand twice, for ESM and for CommonJS.
  sourcemap: true,
  esbuildOptions: (options) => {
    options.sourcesContent = false;
  },
  dts: {
    entry: declarations,
    compilerOptions: { ignoreDeprecations: '6.0', allowImportingTsExtensions: true, noEmit: true },
  },
});
