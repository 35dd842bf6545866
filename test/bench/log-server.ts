import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A server of EventStoreDB's protocol in a child process, which ends when it is disposed of. */
export interface LogServer extends AsyncDisposable {
  /** Its connection string. */
  readonly url: string;
}

/** Starts a script of this folder, which sends its port. */
export const startLogServer = async (script: string, argument: string): Promise<LogServer> => {
  const server = fork(join(import.meta.dirname, script), [argument]);
  const [port] = (await once(server, 'message')) as [number];
  return {
    url: `esdb://127.0.0.1:${port}?tls=false`,
    [Symbol.asyncDispose]: async () => {
      server.kill();
      await once(server, 'exit');
    },
  };
};
