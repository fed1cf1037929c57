import { describe, expect, test } from 'vitest';
import { spawnExample } from './run-example.ts';

describe('an example in a process of its own, with the loader of the README', () => {
  // One for all: what each prints is tested in process.
  test('health: --help', () => {
    const { status, out, err } = spawnExample('health', '--help');
    expect([status, err]).toEqual([0, '']);
    expect(out).toContain('npm run health');
  });

  test('report: what is wrong is one line on stderr and exit code 1', () => {
    expect(spawnExample('report', '--colour')).toEqual({
      status: 1,
      out: '',
      err: "Unknown option '--colour'; --help lists the flags\n",
    });
  });
});
