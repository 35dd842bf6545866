import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../support/http/free-port.js';

const LIMIT_MS = 120_000;

const isReady = async (port: number): Promise<boolean> => {
  try {
    return (await fetch(`http://127.0.0.1:${port}/health/ready`)).ok;
  } catch {
    return false;
  }
};

/**
 * The time, in ms, from the start of a process to its first 200 of /health/ready. Rejects if that does not come in
 * time, and at once if the process ends before.
 */
export const startTimeOf = async (script: string, folder: string): Promise<number> => {
  const port = await freePort();
  const startedAt = performance.now();
  const server = spawn(process.execPath, [script], {
    env: { ...process.env, DATA_DIR: folder, PORT: String(port), LOG_LEVEL: 'error' },
    stdio: 'ignore',
  });
  const exited = once(server, 'exit');
  const hasEnded = (): boolean => server.exitCode !== null || server.signalCode !== null;
  let ready = await isReady(port);
  while (!ready && !hasEnded() && performance.now() - startedAt < LIMIT_MS) {
    await sleep(10);
    ready = await isReady(port);
  }
  const elapsed = performance.now() - startedAt;
  const endedWith = server.exitCode ?? server.signalCode;
  server.kill('SIGKILL');
  await exited;
  if (ready) return elapsed;
  if (endedWith !== null) throw new Error(`${script} ended with ${endedWith} before it was ready.`);
  throw new Error(`${script} was not ready within ${LIMIT_MS / 1_000} s.`);
};
