import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Starts a PostgreSQL server, calls `work` with its URL and stops the server. */
export const withPostgres = async (work: (url: string) => Promise<void>): Promise<void> => {
  const server = spawn(process.execPath, [join('test', 'support', 'postgres', 'serve.mjs')], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  for await (const url of createInterface(server.stdout)) {
    await work(url);
    break;
  }
  const exited = once(server, 'exit');
  server.stdin.end();
  await exited;
};
