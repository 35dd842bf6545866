import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const CLI = join(import.meta.dirname, '..', '..', 'apps', 'cli', 'main.js');
const SAMPLED_EVERY_MS = 100;

/** Time and memory that a command took. */
export interface MeasuredCommand {
  readonly seconds: number;
  /** Largest resident memory of the process in MiB; NaN where the system does not tell. */
  readonly peak: number;
}

/** The largest resident memory of a process so far in MiB; NaN once it has ended, and without /proc. */
const peakOf = (pid: number | undefined): number => {
  try {
    const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kibibytes) / 1_024;
  } catch {
    return NaN;
  }
};

/** Runs `ledgerdesk` on a data folder in a process of its own. Rejects if it fails. */
export const measuredCommand = async (dataDir: string, args: readonly string[]): Promise<MeasuredCommand> => {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [CLI, ...args], {
    env: { ...process.env, DATA_DIR: dataDir },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let peak = NaN;
  const sampler = setInterval(() => {
    const sampled = peakOf(child.pid);
    if (!Number.isNaN(sampled)) peak = sampled;
  }, SAMPLED_EVERY_MS);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearInterval(sampler);
  if (code !== 0) throw new Error(`ledgerdesk ${args.join(' ')} ended with ${code}.`);
  return { seconds: (performance.now() - startedAt) / 1_000, peak };
};
