import 'reflect-metadata';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeError } from '../../libs/kernel/index.js';
import { settingsFrom } from '../../apps/server/index.js';
import { startServer } from '../../apps/server/start-server.js';
import type { PlannedFault } from './disk-faults.js';
import type { StartOutcome } from './start-outcome.js';

/**
 * A process whose file operations are disturbed (see `DiskFaults`). Arguments: a folder, the file of the plan, and a
 * list of faults as JSON. For each fault it starts an engine on a new data folder, then on an existing one, and prints
 * what happened, as a line of JSON. It takes a fraction of the time that a process for each start would.
 */
const [root = '', planFile = '', list = '[]'] = process.argv.slice(2);

/** Threads take most of the time of a start. */
const STARTS_WITHOUT_THREADS = 6;

/** Starts an engine and closes it. Returns why it did not start. */
const start = async (folder: string, workerThreads: boolean): Promise<string | undefined> => {
  try {
    const settings = settingsFrom({ ...process.env, DATA_DIR: folder, PORT: '0', METRICS_PORT: '0', ESDB_PORT: '0' });
    // A fault after the start is not what is tried here.
    const quiet = { onWarning: () => undefined, onFailure: () => undefined, onProjectionsFailure: () => undefined };
    const server = await startServer(settings, { workerThreads, ...quiet });
    await server.close().catch(() => undefined);
    return undefined;
  } catch (error) {
    return describeError(error);
  }
};

const hitsOf = (): number => {
  const file = `${planFile}.hits`;
  const hits = existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').length : 0;
  rmSync(file, { force: true });
  return hits;
};

const run = async (): Promise<void> => {
  for (const [number, fault] of (JSON.parse(list) as readonly PlannedFault[]).entries()) {
    const folder = join(root, String(number), 'data');
    const threads = number % STARTS_WITHOUT_THREADS === 0;
    for (const existed of [false, true]) {
      writeFileSync(planFile, `${fault.call} ${fault.suffix} ${fault.error} ${fault.count}\n`);
      const refusal = await start(folder, threads);
      rmSync(planFile);
      const hits = hitsOf();
      const next = hits > 0 ? await start(folder, threads) : undefined;
      const outcome: StartOutcome = { fault, existed, hits, refusal, next };
      process.stdout.write(`${JSON.stringify(outcome)}\n`);
    }
    rmSync(folder, { recursive: true });
  }
};

void run().then(() => process.exit(0));
