import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ms, printRow } from './report.js';

const SERVER = join(import.meta.dirname, '..', '..', 'apps', 'server', 'main.js');
const PORT = 4_917;

const isReady = async (): Promise<boolean> => {
  try {
    return (await fetch(`http://127.0.0.1:${PORT}/health/ready`)).ok;
  } catch {
    return false;
  }
};

/** Measures the time from process start to the first 200 of /health/ready on a data folder with a big log. */
export const benchStartup = async (folder: string, events: number): Promise<void> => {
  const startedAt = performance.now();
  const server = spawn(process.execPath, [SERVER], {
    env: { ...process.env, DATA_DIR: folder, PORT: String(PORT), LOG_LEVEL: 'error' },
    stdio: 'ignore',
  });
  while (!(await isReady()) && performance.now() - startedAt < 60_000) await sleep(10);
  const elapsed = performance.now() - startedAt;
  server.kill('SIGKILL');
  printRow({
    what: `Process start to /health/ready at ${events.toLocaleString('en')} events`,
    measured: ms(elapsed),
    reference: '–',
    ratio: '–',
    aim: '< 2,000 ms',
  });
};
