import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';

/** A PostgreSQL server for one file of tests, up in about a second. It ends with the process that started it. */
export class PostgresServer {
  private constructor(private readonly process: ChildProcess, readonly url: string) {}

  static async start(): Promise<PostgresServer> {
    const process = spawn(globalThis.process.execPath, [join(__dirname, 'serve.mjs')], { stdio: 'pipe' });
    let said = '';
    process.stderr.setEncoding('utf8').on('data', (text: string) => { said += text; });
    for await (const url of createInterface(process.stdout)) return new PostgresServer(process, url);
    throw new Error(`PostgreSQL did not start:\n${said}`);
  }

  /** Stops the server and removes its data. */
  async stop(): Promise<void> {
    const ended = once(this.process, 'exit');
    this.process.stdin?.end();
    await ended;
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
}
