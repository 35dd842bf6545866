import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string>>;

/** An engine in a process of its own, which can be killed and started again. Its port stays the same. */
export class EngineProcess {
  private constructor(
    private readonly environment: Environment,
    private process: ChildProcess,
    readonly url: string,
  ) {}

  static async start(environment: Environment): Promise<EngineProcess> {
    const { process, url } = await spawned({ PORT: '0', ...environment });
    return new EngineProcess({ ...environment, PORT: new URL(url).port }, process, url);
  }

  /** As a power cut would. */
  async kill(): Promise<void> {
    const gone = once(this.process, 'exit');
    this.process.kill('SIGKILL');
    await gone;
  }

  /** Stands still, as a machine does that is moved to another host, until it is woken. */
  freeze(): void {
    this.process.kill('SIGSTOP');
  }

  wake(): void {
    this.process.kill('SIGCONT');
  }

  async restart(): Promise<void> {
    ({ process: this.process } = await spawned(this.environment));
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const gone = once(this.process, 'exit');
    this.process.kill('SIGTERM');
    await gone;
  }
}

const spawned = async (environment: Environment) => {
  const started = spawn(process.execPath, ['dist/apps/server/main.js'], {
    cwd: join(__dirname, '..', '..', '..'),
    env: { ...process.env, NODE_ENV: 'development', RATE_LIMIT: '0', LOG_LEVEL: 'fatal', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(started.stdout, 'data')) as [Buffer];
  return { process: started, url: /http:[^\s]+/.exec(String(line))?.[0] ?? '' };
};
