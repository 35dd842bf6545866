import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import type { Environment } from '../../server/settings.js';

const SERVER = createRequire(import.meta.url).resolve('#compiled/apps/server/main.js');

/** An engine in a child process. */
export interface EngineProcess {
  readonly url: string;
  /** Resolves when the process has ended. */
  readonly exited: Promise<unknown>;
  stop(): Promise<void>;
}

const urlPrintedBy = async (server: ChildProcess): Promise<string> => {
  if (!server.stdout) throw new Error('The stdout of the engine is not a pipe.');
  for await (const line of createInterface({ input: server.stdout })) {
    const url = /(http:\/\/[^\s)]+)/.exec(line)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error('The engine exited before it was ready.');
};

/** Starts the built engine in an environment. */
export const startEngine = async (env: Environment): Promise<EngineProcess> => {
  const server = spawn(process.execPath, [SERVER], {
    env: { ...env, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(server, 'exit');
  const url = await urlPrintedBy(server);
  server.stdout?.resume();
  return {
    url,
    exited,
    stop: async () => {
      server.kill('SIGTERM');
      await exited;
    },
  };
};
