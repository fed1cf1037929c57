import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  CompilerState,
  Extractor,
  ExtractorConfig,
  ExtractorLogLevel,
  type ExtractorMessage,
} from '@microsoft/api-extractor';

const root = fileURLToPath(new URL('../../', import.meta.url));
const main = 'tenure.api.md';

export const reportFolder = fileURLToPath(new URL('../../docs/api/', import.meta.url));

/** The public types of every entry of the build, as text for review, by name of the file; and what is wrong with them. */
export function apiReports(): { readonly reports: ReadonlyMap<string, string>; readonly problems: readonly string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'tenure-api-'));
  const problems: string[] = [];
  const forgotten: [file: string, name: string][] = [];
  try {
    const configs = entries().map(([name, types]) => configFor(name, types, folder));
    // One program for all of them: each of its own would read the same declarations again.
    const compilerState = CompilerState.create(configs[0] as ExtractorConfig, {
      additionalEntryPoints: configs.map((config) => config.mainEntryPointFilePath),
    });
    for (const config of configs) {
      const file = basename(config.reportFilePath);
      const messageCallback = (message: ExtractorMessage) => {
        message.handled = true;
        const [, name] = (message.messageId === 'ae-forgotten-export' && /"(\w+)"/.exec(message.text)) || [];
        if (name !== undefined) forgotten.push([file, name]);
        else if (message.logLevel === ExtractorLogLevel.Error) problems.push(`${file}: ${message.text}`);
      };
      Extractor.invoke(config, { localBuild: true, compilerState, messageCallback });
    }
    const reports = new Map(configs.map(({ reportFilePath: path }) => [basename(path), readFileSync(path, 'utf8')]));
    // Who imports a room finds in the main entry what its functions take and give; what is in neither could not be named.
    for (const [file, name] of forgotten) {
      const isPublic = new RegExp(`^export (type|interface) ${name}\\b`, 'm').test(reports.get(main) as string);
      if (!isPublic) problems.push(`${file}: ${name} is in a public signature, and not exported`);
    }
    return { reports, problems };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function entries(): [name: string, types: string][] {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return Object.entries<string | { import: { types: string } }>(exports).flatMap(([path, target]) =>
    typeof target === 'string' ? [] : [[`tenure${path.slice(1).replace('/', '.')}`, target.import.types]],
  );
}

function configFor(name: string, types: string, folder: string): ExtractorConfig {
  const entry = join(root, types);
  const error = { logLevel: ExtractorLogLevel.Error };
  const off = { logLevel: ExtractorLogLevel.None };
  return ExtractorConfig.prepare({
    packageJsonFullPath: join(root, 'package.json'),
    configObjectFullPath: undefined,
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: entry,
      newlineKind: 'lf',
      compiler: {
        overrideTsconfig: {
          // Whether the declarations hold up is asked where the tarball is installed, with those of zod beside them.
          compilerOptions: {
            target: 'ES2022',
            module: 'ESNext',
            moduleResolution: 'bundler',
            types: [],
            skipLibCheck: true,
          },
          files: [entry],
        },
      },
      apiReport: { enabled: true, reportFileName: name, reportFolder: folder, reportTempFolder: join(folder, 'new') },
      docModel: { enabled: false },
      messages: {
        compilerMessageReporting: { default: error },
        extractorMessageReporting: {
          default: error,
          'ae-missing-release-tag': off,
          'ae-undocumented': off,
        },
        // How doc comments are written is not the concern of a report of types.
        tsdocMessageReporting: { default: off },
      },
    },
  });
}
