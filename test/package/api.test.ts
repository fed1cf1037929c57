import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { apiReports, reportFolder } from './api-reports.ts';

const { reports, problems } = apiReports();
const files = [...reports.keys()];

test('every type of a public signature can be imported by its name', () => {
  expect(problems).toEqual([]);
});

test('there is a report for every entry, and for nothing else', () => {
  expect(readdirSync(reportFolder).sort(), 'run npm run api').toEqual(files.sort());
});

test.each(files)('%s is what the build declares', (file) => {
  const kept = readFileSync(join(reportFolder, file), 'utf8');
  expect(reports.get(file), 'the public types changed: run npm run api and review the diff').toBe(kept);
});

test.each(files)('%s names no file of the build, whose names change with their contents', (file) => {
  expect(reports.get(file)).not.toMatch(/dist\/|\.d\.c?ts|-[\w-]{8}['.]/);
});
