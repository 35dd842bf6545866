import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';

/** A PostgreSQL server for one file of tests, up in about a second. It ends with the process that started it. */
export class PostgresServer {
  #storage = 0;

  private constructor(
    private readonly process: ChildProcess,
    readonly url: string,
  ) {}

  static async start(): Promise<PostgresServer> {
    // On disk, whatever other tests do: its programs may have to be copied there, and memory may forbid to run them.
    const process = spawn(globalThis.process.execPath, [join(__dirname, 'serve.mjs')], {
      stdio: 'pipe',
      env: { ...globalThis.process.env, TMPDIR: '' },
    });
    let said = '';
    process.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    for await (const url of createInterface(process.stdout)) return new PostgresServer(process, url);
    throw new Error(`PostgreSQL did not start:\n${said}`);
  }

  /** Stops the server and removes its data. */
  async stop(): Promise<void> {
    const ended = once(this.process, 'exit');
    this.process.stdin?.end();
    await ended;
  }

  /** A place for a store of its own: a schema that nobody has used yet. */
  freshSchema(): { readonly url: string; readonly schema: string } {
    return { url: this.url, schema: `place_${(this.#storage += 1)}` };
  }

  /** Runs a statement as the server's administrator, on a connection of its own. */
  async run<T extends object>(sql: string, values: readonly unknown[] = []): Promise<T[]> {
    const client = new Client({ connectionString: this.url });
    await client.connect();
    try {
      return (await client.query<T>(sql, [...values])).rows;
    } finally {
      await client.end();
    }
  }

  /** Ends all connections of stores, as a restart of the server would. */
  async cutConnections(): Promise<void> {
    await this.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ledgerdesk'");
  }

  /** Resolves when a statement of a store waits for a lock. */
  async untilSomethingWaits(): Promise<void> {
    const waiting = "SELECT 1 FROM pg_stat_activity WHERE application_name = 'ledgerdesk' AND wait_event_type = 'Lock'";
    while ((await this.run(waiting)).length === 0);
  }
}
