import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string>>;

/** An engine in a child process. Restarting keeps its port. */
export class EngineProcess {
  private constructor(
    private readonly environment: Environment,
    private process: ChildProcess,
    readonly url: string,
  ) {}

  static async start(environment: Environment): Promise<EngineProcess> {
    const { process, url } = await spawnEngine({ PORT: '0', ...environment });
    return new EngineProcess({ ...environment, PORT: new URL(url).port }, process, url);
  }

  /** Kills the process with SIGKILL and waits for its exit. */
  async kill(): Promise<void> {
    const exited = once(this.process, 'exit');
    this.process.kill('SIGKILL');
    await exited;
  }

  /** Suspends the process until `resume`, like a machine during live migration. */
  freeze(): void {
    this.process.kill('SIGSTOP');
  }

  resume(): void {
    this.process.kill('SIGCONT');
  }

  async restart(): Promise<void> {
    ({ process: this.process } = await spawnEngine(this.environment));
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const exited = once(this.process, 'exit');
    this.process.kill('SIGTERM');
    await exited;
  }
}

const spawnEngine = async (environment: Environment) => {
  const child = spawn(process.execPath, ['dist/apps/server/main.js'], {
    cwd: join(__dirname, '..', '..', '..'),
    env: { ...process.env, NODE_ENV: 'development', RATE_LIMIT: '0', LOG_LEVEL: 'fatal', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { process: child, url: /http:[^\s]+/.exec(String(line))?.[0] ?? '' };
};
