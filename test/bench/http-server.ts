import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Message from `http-process`: its URL and a token of a member. */
interface ServerInfo {
  readonly url: string;
  readonly token: string;
}

/** An engine's HTTP server in a child process, with a team to open tickets for. */
export class BenchServer {
  private constructor(
    private readonly process: ChildProcess,
    readonly info: ServerInfo,
  ) {}

  /** `roles` is the value of the setting ROLES, `more` are further settings. */
  static async start(folder: string, roles: string, more: Readonly<Record<string, string>> = {}): Promise<BenchServer> {
    const child = fork(join(import.meta.dirname, 'http-process.js'), [folder, roles, JSON.stringify(more)]);
    const info = await new Promise<ServerInfo>((resolve, reject) => {
      child.once('message', (message) => resolve(message as ServerInfo));
      child.once('exit', () => reject(new Error('http-process exited before it was ready.')));
    });
    return new BenchServer(child, info);
  }

  /** Returns the resident memory of the process in MiB. */
  async memory(): Promise<number> {
    this.process.send('memory');
    const [bytes] = (await once(this.process, 'message')) as [number];
    return bytes / 2 ** 20;
  }

  stop(): void {
    this.process.kill();
  }
}
