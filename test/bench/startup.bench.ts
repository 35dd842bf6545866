import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../support/http/free-port.js';
import { withFolder } from './bench-engine.js';
import { medianOf } from './medians.js';
import { ms, printRow, ratio } from './report.js';
import { inSize } from './size.js';

const ENGINE = join(import.meta.dirname, '..', '..', 'apps', 'server', 'main.js');
const BARE = join(import.meta.dirname, 'bare-nest.js');
/** The three take turns, so that what else the machine does weighs on all. */
const ROUNDS = inSize({ short: 1, standard: 5 });
const LIMIT_MS = 120_000;

const isReady = async (port: number): Promise<boolean> => {
  try {
    return (await fetch(`http://127.0.0.1:${port}/health/ready`)).ok;
  } catch {
    return false;
  }
};

/** The time, in ms, from the start of a process to its first 200 of /health/ready. Rejects if that never comes. */
const startOf = async (script: string, folder: string): Promise<number> => {
  const port = await freePort();
  const startedAt = performance.now();
  const server = spawn(process.execPath, [script], {
    env: { ...process.env, DATA_DIR: folder, PORT: String(port), LOG_LEVEL: 'error' },
    stdio: 'ignore',
  });
  const exited = once(server, 'exit');
  let ready = await isReady(port);
  while (!ready && performance.now() - startedAt < LIMIT_MS) {
    await sleep(10);
    ready = await isReady(port);
  }
  const elapsed = performance.now() - startedAt;
  server.kill('SIGKILL');
  await exited;
  if (!ready) throw new Error(`${script} was not ready within ${LIMIT_MS / 1_000} s.`);
  return elapsed;
};

/**
 * Measures the start of an engine on a data folder with a big log. References: its start on an empty log, and that of a
 * bare Nest application with the same packages.
 */
export const benchStartup = (folder: string, events: number): Promise<void> =>
  withFolder(async (empty) => {
    const [big, small, bare]: [number[], number[], number[]] = [[], [], []];
    // An empty folder gets its log and read models at the first start.
    await startOf(ENGINE, empty);
    for (let round = 0; round < ROUNDS; round += 1) {
      big.push(await startOf(ENGINE, folder));
      small.push(await startOf(ENGINE, empty));
      bare.push(await startOf(BARE, empty));
    }
    printRow({
      what: `Process start to /health/ready at ${events.toLocaleString('en')} events`,
      measured: ms(medianOf(big)),
      reference: `at an empty log ${ms(medianOf(small))}`,
      ratio: ratio(medianOf(big), medianOf(small)),
      aim: '≤ 1.2; < 2,000 ms',
    });
    printRow({
      what: 'Process start to /health/ready at an empty log',
      measured: ms(medianOf(small)),
      reference: `a bare Nest application with the same packages ${ms(medianOf(bare))}`,
      ratio: ratio(medianOf(small), medianOf(bare)),
      aim: '≤ 1.8',
    });
  });
