import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';

/** A PostgreSQL server for one test file. Starts in about a second and stops with the process that started it. */
export class PostgresServer {
  #schemas = 0;

  private constructor(
    private readonly process: ChildProcess,
    readonly url: string,
  ) {}

  static async start(): Promise<PostgresServer> {
    // On disk, unlike other test data: a memory file system may be mounted noexec, and binaries may be copied there.
    const process = spawn(globalThis.process.execPath, [join(__dirname, 'serve.mjs')], {
      stdio: 'pipe',
      env: { ...globalThis.process.env, TMPDIR: '' },
    });
    let output = '';
    process.stderr.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    for await (const url of createInterface(process.stdout)) return new PostgresServer(process, url);
    throw new Error(`PostgreSQL did not start:\n${output}`);
  }

  /** Stops the server and deletes its data. */
  async stop(): Promise<void> {
    const ended = once(this.process, 'exit');
    this.process.stdin?.end();
    await ended;
  }

  /** The configuration of a store in a new schema. */
  freshSchema(): { readonly url: string; readonly schema: string } {
    return { url: this.url, schema: `schema_${(this.#schemas += 1)}` };
  }

  /** Runs a statement as superuser, on a new connection. */
  async run<T extends object>(sql: string, values: readonly unknown[] = []): Promise<T[]> {
    const client = new Client({ connectionString: this.url });
    await client.connect();
    try {
      return (await client.query<T>(sql, [...values])).rows;
    } finally {
      await client.end();
    }
  }

  /** Terminates all connections of stores, as a server restart would. */
  async cutConnections(): Promise<void> {
    await this.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ledgerdesk'");
  }

  /** Resolves when a statement of a store waits for a lock. */
  async untilLockWait(): Promise<void> {
    const waiting = "SELECT 1 FROM pg_stat_activity WHERE application_name = 'ledgerdesk' AND wait_event_type = 'Lock'";
    while ((await this.run(waiting)).length === 0);
  }
}
