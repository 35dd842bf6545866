import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ms, print } from './report.js';

const SERVER = join(import.meta.dirname, '..', '..', 'apps', 'server', 'main.js');
const PORT = 4_917;

const isReady = async (): Promise<boolean> => {
  try {
    return (await fetch(`http://127.0.0.1:${PORT}/health/ready`)).ok;
  } catch {
    return false;
  }
};

/** From starting the process to the first 200 of /health/ready, on a data folder that has a log. */
export const benchStartup = async (folder: string, events: number): Promise<void> => {
  const begun = performance.now();
  const server = spawn(process.execPath, [SERVER], {
    env: { ...process.env, DATA_DIR: folder, PORT: String(PORT), LOG_LEVEL: 'error' },
    stdio: 'ignore',
  });
  while (!(await isReady()) && performance.now() - begun < 60_000) await sleep(10);
  const took = performance.now() - begun;
  server.kill('SIGKILL');
  print({
    what: `Process start to /health/ready at ${events.toLocaleString('en')} events`,
    measured: ms(took),
    reference: '–',
    ratio: '–',
    aim: '< 2,000 ms',
  });
};
