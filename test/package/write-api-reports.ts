// `npm run api`, after a build: writes the public types of every entry to docs/api/, where a change of them is reviewed as a diff.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiReports, reportFolder } from './api-reports.ts';

const { reports, problems } = apiReports();
rmSync(reportFolder, { recursive: true, force: true });
mkdirSync(reportFolder);
for (const [file, text] of reports) writeFileSync(join(reportFolder, file), text);
for (const problem of problems) console.error(problem);
process.exitCode = problems.length && 1;
