import { createRequire } from 'node:module';

// What `import` would search for the names that it exports has nine megabytes.
// biome-ignore lint/style/noDefaultExport: stands for typescript, which is imported so
export default createRequire(import.meta.url)('typescript');
