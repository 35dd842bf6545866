import { asError } from '@ledgerdesk/kernel';
import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { passedFlags, withoutDebugger } from './node-flags.js';

export interface BackgroundChildOptions {
  /** A script that calls `serveParent`. */
  readonly script: URL;
  /** Environment variables. Those of this process may contain secrets that the child does not need. */
  readonly env: NodeJS.ProcessEnv;
  /** Descriptors of open files. The child has them from `FIRST_FILE` on. */
  readonly files?: readonly number[];
}

const start = ({ script, env, files = [] }: BackgroundChildOptions): ChildProcess =>
  fork(script, {
    env: withoutDebugger(env),
    execArgv: passedFlags(process.execArgv),
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc', ...files],
  });

const endOf = ({ signalCode, exitCode }: ChildProcess): Error =>
  new Error(`The process has ended with ${signalCode ?? `exit code ${exitCode ?? 'unknown'}`}.`);

interface ChildEvents<Received> {
  /** What the process sends. */
  message: [Received];
  /** The process has ended, or could not be started. Emitted once, after the last message. */
  end: [Error];
}

/**
 * A script in a process of its own, which leaves the cores to this one. Messages are cloned as for a thread, but
 * memory cannot be shared. Unlike a thread, it has its own address space and its own threads of V8 for garbage and
 * compilation, so that its work does not hold up this process. It ends with this process, however that ends.
 *
 * @example
 * const child = new BackgroundChild<Task, Result>({ script, env: { TZ: 'UTC' } });
 * child.on('message', (result) => use(result));
 * child.on('end', (error) => report(error));
 * child.send(task);
 * await child.kill();
 */
export class BackgroundChild<Sent extends object, Received> extends EventEmitter<ChildEvents<Received>> {
  readonly #child: ChildProcess | undefined;
  readonly #ended: Promise<void>;

  constructor(options: BackgroundChildOptions) {
    super();
    try {
      this.#child = start(options);
      this.#ended = this.follow(this.#child);
    } catch (error) {
      // Too little memory. Other errors are events.
      this.#ended = Promise.resolve().then(() => void this.emit('end', asError(error)));
    }
  }

  /** Sends plain data. Has no effect once the process has ended. Throws for data that cannot be cloned. */
  send(message: Sent): void {
    if (this.#child?.connected === true) this.#child.send(message, () => undefined);
  }

  /** Ends the process at once. Resolves when it has ended. */
  kill(): Promise<void> {
    this.#child?.kill('SIGKILL');
    return this.#ended;
  }

  private follow(child: ChildProcess): Promise<void> {
    return new Promise((resolve) => {
      let hasEnded = false;
      const end = (error: Error): void => {
        if (hasEnded) return;
        hasEnded = true;
        this.emit('end', error);
        resolve();
      };
      // The process sends messages of this type only.
      child.on('message', (message) => this.emit('message', message as Received));
      child.on('error', (error) => {
        // A process that could not be started may have no `close`, or one without the reason.
        if (child.pid === undefined) end(error);
      });
      // Unlike `exit`, it comes after the last message.
      child.once('close', () => end(endOf(child)));
    });
  }
}
