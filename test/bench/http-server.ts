import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { ServerRequest } from './http-process.js';

/** First message of the process: its URL and a token of a member. */
interface ServerInfo {
  readonly url: string;
  readonly token: string;
}

/** An HTTP server in a child process: of an engine, with a team to open tickets for, or a bare one. */
export class BenchServer {
  private constructor(
    private readonly process: ChildProcess,
    readonly info: ServerInfo,
  ) {}

  /** `roles` is the value of the setting ROLES, `more` are further settings. */
  static start(folder: string, roles: string, more: Readonly<Record<string, string>> = {}): Promise<BenchServer> {
    return BenchServer.run('http-process.js', [folder, roles, JSON.stringify(more)]);
  }

  /** Starts an engine whose clock is that of the machine until `moveClock` moves it. */
  static startMovable(folder: string, roles: string): Promise<BenchServer> {
    return BenchServer.run('http-process.js', [folder, roles, '{}', 'movable']);
  }

  /** Starts a bare Nest application that answers `POST /v1/tickets` with a constant. */
  static startBare(): Promise<BenchServer> {
    return BenchServer.run('bare-nest-tickets.js', []);
  }

  private static async run(script: string, args: readonly string[]): Promise<BenchServer> {
    const child = fork(join(import.meta.dirname, script), args);
    const info = await new Promise<ServerInfo>((resolve, reject) => {
      child.once('message', (message) => resolve(message as ServerInfo));
      child.once('exit', () => reject(new Error(`${script} exited before it was ready.`)));
    });
    return new BenchServer(child, info);
  }

  /** Returns the resident memory of the process in MiB. */
  async memory(): Promise<number> {
    return Number(await this.ask('memory')) / 2 ** 20;
  }

  /** Moves the clock of an engine that was started as movable ahead. */
  async moveClock(ms: number): Promise<void> {
    await this.ask({ moveClockMs: ms });
  }

  /** How long, in ms of the engine's clock, no timer will fire: 0 while one is due; null if none is known. */
  msToNextTimer(): Promise<number | null> {
    return this.ask('next-timer');
  }

  stop(): void {
    this.process.kill();
  }

  /** Stops the process and resolves when it has ended. */
  async end(): Promise<void> {
    const ended = once(this.process, 'exit');
    this.stop();
    await ended;
  }

  private async ask(request: ServerRequest): Promise<number | null> {
    this.process.send(request);
    const [answer] = (await once(this.process, 'message')) as [number | null];
    return answer;
  }
}
