import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

type Environment = Readonly<Record<string, string>>;

/** How a process ended: with an exit code, or by a signal. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

interface RunningProcess {
  readonly process: ChildProcess;
  readonly url: string;
  readonly exited: Promise<Exit>;
  /** Returns what it has written to standard error. */
  readonly errors: () => string;
  /** Returns all that it has written. */
  readonly output: () => string;
  /** Returns the number of lines that it has written. */
  readonly lines: () => number;
}

/** An engine in a child process. Restarting keeps its port. */
export class EngineProcess {
  /** True once the process has ended otherwise than by `kill` or `stop`. */
  hasEndedByItself = false;
  private linesBefore = 0;
  private isEnding = false;

  private constructor(
    private readonly environment: Environment,
    private running: RunningProcess,
  ) {
    this.watch();
  }

  /** Resolves when the engine listens. Throws with its exit code and standard error if it ends before that. */
  static async start(environment: Environment): Promise<EngineProcess> {
    const running = await spawnEngine({ PORT: '0', ...environment });
    return new EngineProcess({ ...environment, PORT: new URL(running.url).port }, running);
  }

  get url(): string {
    return this.running.url;
  }

  /** Number of lines that the engine has written, over all its restarts. */
  get lines(): number {
    return this.linesBefore + this.running.lines();
  }

  /** All that the running process has written, to standard output and standard error. */
  get output(): string {
    return this.running.output();
  }

  /** Resolves when the process ends by itself, with the last line that it wrote to standard error. */
  async ended(): Promise<Exit & { readonly lastLine: string }> {
    const exit = await this.running.exited;
    return { ...exit, lastLine: this.running.errors().trimEnd().split('\n').at(-1) ?? '' };
  }

  /** Kills the process with SIGKILL and waits for its exit. */
  kill(): Promise<Exit> {
    return this.end('SIGKILL');
  }

  /** Suspends the process until `resume`, like a machine during live migration. */
  freeze(): void {
    this.running.process.kill('SIGSTOP');
  }

  resume(): void {
    this.running.process.kill('SIGCONT');
  }

  async restart(): Promise<void> {
    this.linesBefore = this.lines;
    this.running = await spawnEngine(this.environment);
    this.watch();
  }

  /** Ends the process with SIGTERM and waits for its exit. Has no effect on a process that has ended. */
  stop(): Promise<Exit> {
    return this.end('SIGTERM');
  }

  private watch(): void {
    this.isEnding = false;
    void this.running.exited.then(() => {
      this.hasEndedByItself ||= !this.isEnding;
    });
  }

  private end(signal: NodeJS.Signals): Promise<Exit> {
    this.isEnding = true;
    this.running.process.kill(signal);
    return this.running.exited;
  }
}

/** Engines in child processes that are stopped together. */
export class EngineProcesses {
  private readonly starts: Promise<EngineProcess>[] = [];

  start(environment: Environment): Promise<EngineProcess> {
    const started = EngineProcess.start(environment);
    this.starts.push(started);
    return started;
  }

  /** Stops the engines in reverse order of their start, including those that are still starting. */
  async close(): Promise<void> {
    for (const start of (await Promise.allSettled(this.starts)).reverse())
      if (start.status === 'fulfilled') await start.value.stop();
  }
}

const LISTENING = /^Ledgerdesk is listening on (http:\S+) /;

const spawnEngine = async (environment: Environment): Promise<RunningProcess> => {
  const child = spawn(process.execPath, ['dist/apps/server/main.js'], {
    cwd: join(__dirname, '..', '..', '..'),
    env: {
      ...process.env,
      NODE_ENV: 'development',
      RATE_LIMIT: '0',
      LOG_LEVEL: 'fatal',
      METRICS_PORT: '0',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<Exit>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  let [errors, output] = ['', ''];
  let lines = 0;
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
    output += text;
    lines += text.split('\n').length - 1;
    process.stderr.write(text);
  });
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      lines += 1;
      output += `${line}\n`;
      const [, address] = LISTENING.exec(line) ?? [];
      if (address !== undefined) resolve(address);
    });
    child.once('close', (code, signal) => {
      reject(new Error(`The engine ended with ${code ?? signal} before it listened:\n${errors}`));
    });
  });
  return { process: child, url, exited, errors: () => errors, output: () => output, lines: () => lines };
};
