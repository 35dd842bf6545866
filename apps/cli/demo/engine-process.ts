import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const SERVER = join(import.meta.dirname, '..', '..', 'server', 'main.js');

/** An engine in a process of its own. */
export interface EngineProcess {
  readonly url: string;
  stop(): Promise<void>;
}

const addressIn = async (server: ChildProcess): Promise<string> => {
  if (!server.stdout) throw new Error('The engine has no output to read.');
  for await (const line of createInterface({ input: server.stdout })) {
    const url = /answers at (http:\S+)/.exec(line)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error('The engine ended before it answered.');
};

/** Starts the built engine on a free port; the environment says where its data is and how its clock runs. */
export const startEngine = async (env: Readonly<Record<string, string>>): Promise<EngineProcess> => {
  const server = spawn(process.execPath, [SERVER], {
    env: { ...process.env, ...env, PORT: '0', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await addressIn(server);
  server.stdout?.resume();
  return {
    url,
    stop: async () => {
      const gone = once(server, 'exit');
      server.kill('SIGTERM');
      await gone;
    },
  };
};
