import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** Seconds of CPU that a process and all below it have taken, those that have ended among them; null where the system does not tell. */
export function cpuOf(pid: number): number | null {
  try {
    const processes = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? statOf(name) : []));
    const ticks = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
    const below = new Set([pid]);
    for (let size = 0; size !== below.size; ) {
      size = below.size;
      for (const { own, parent } of processes) if (below.has(parent)) below.add(own);
    }
    return processes.reduce((sum, { own, time }) => sum + (below.has(own) ? time : 0), 0) / ticks;
  } catch {
    return null;
  }
}

function statOf(pid: string): readonly { own: number; parent: number; time: number }[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program may have spaces in it, and ends with the last parenthesis.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const time = fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0);
    return [{ own: Number(pid), parent: Number(fields[1]), time }];
  } catch {
    return [];
  }
}
