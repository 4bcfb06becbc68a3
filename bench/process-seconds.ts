import { readdirSync, readFileSync } from 'node:fs';

/** The kernel's clock ticks a second, as /proc counts. */
const ticksPerSecond = 100;

/** CPU seconds of a process, of those it started, and of theirs that have ended; 0 where the system does not tell. */
export function treeSeconds(pid: number): number {
  let ticks = 0;
  for (const entry of pidsOf()) {
    const line = statOf(entry);
    if (!line) continue;
    const [, parent, , , , , , , , , , user, system, childUser, childSystem] = line
      .slice(line.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    if (Number(entry) !== pid && parent !== pid) continue;
    ticks += (user ?? 0) + (system ?? 0) + (childUser ?? 0) + (childSystem ?? 0);
  }
  return ticks / ticksPerSecond;
}

function pidsOf(): string[] {
  try {
    return readdirSync('/proc').filter((entry) => /^\d+$/.test(entry));
  } catch {
    return [];
  }
}

function statOf(pid: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return null;
  }
}

/** Peak memory of one process in MB; 0 where the system does not tell. */
export function peakMb(pid: number): number {
  try {
    const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return Math.round(Number(line?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}
