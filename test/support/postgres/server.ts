import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';

interface RunningServer {
  readonly process: ChildProcess;
  readonly url: string;
}

/**
 * Starts a server. It does not keep this process alive, and stops when this process ends, because its standard input
 * ends.
 */
const startServer = async (): Promise<RunningServer> => {
  // On disk: the binaries may have to be copied there, and a memory file system may not allow executables.
  const server = spawn(process.execPath, [join(__dirname, 'serve.mjs')], {
    stdio: 'pipe',
    env: { ...process.env, TMPDIR: '' },
  });
  let errors = '';
  server.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  for await (const url of createInterface(server.stdout)) {
    server.unref();
    for (const stream of [server.stdin, server.stdout, server.stderr]) (stream as Socket).unref();
    return { process: server, url };
  }
  throw new Error(`PostgreSQL did not start:\n${errors}`);
};

const withDatabase = (serverUrl: string, database: string): string => {
  const url = new URL(serverUrl);
  url.pathname = database;
  return url.href;
};

const query = async <T extends object>(url: string, sql: string, values: readonly unknown[] = []): Promise<T[]> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql, [...values])).rows;
  } finally {
    await client.end();
  }
};

/** One server for all test files of a Jest worker: starting one takes a second or more. */
let sharedServer: Promise<RunningServer> | undefined;
let databases = 0;

/** A database for one test file, the only one in use on its server while the file runs. */
export class PostgresServer {
  #schemas = 0;

  private constructor(
    readonly url: string,
    private readonly server: RunningServer,
    /** Drops the database with all connections to it, or stops the server if it was started with `startOwn`. */
    readonly stop: () => Promise<void>,
  ) {}

  static async start(): Promise<PostgresServer> {
    const server = await (sharedServer ??= startServer());
    const { url } = server;
    const database = `test_${(databases += 1)}`;
    await query(url, `CREATE DATABASE ${database}`);
    return new PostgresServer(withDatabase(url, database), server, async () => {
      await query(url, `DROP DATABASE ${database} WITH (FORCE)`);
    });
  }

  /** Starts a separate server, for tests that stop it. */
  static async startOwn(): Promise<PostgresServer> {
    const server = await startServer();
    return new PostgresServer(server.url, server, async () => {
      const ended = once(server.process, 'exit');
      server.process.stdin?.end();
      await ended;
    });
  }

  /** The URL of another database on the same server. */
  urlOf(database: string): string {
    return withDatabase(this.url, database);
  }

  /** The configuration of a store in a new schema. */
  freshSchema(): { readonly url: string; readonly schema: string } {
    return { url: this.url, schema: `schema_${(this.#schemas += 1)}` };
  }

  /** Runs a statement as superuser, on a new connection. */
  async run<T extends object>(sql: string, values: readonly unknown[] = []): Promise<T[]> {
    return query<T>(this.url, sql, values);
  }

  /** Terminates all connections of stores, as a server restart would. */
  async cutConnections(): Promise<void> {
    await this.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ledgerdesk'");
  }

  /** Kills one connection's process, after which the server ends all others and recovers, as after a crash. */
  async crash(): Promise<void> {
    const [found] = await this.run<{ readonly pid: number }>(
      "SELECT pid FROM pg_stat_activity WHERE application_name = 'ledgerdesk' LIMIT 1",
    );
    if (found) process.kill(found.pid, 'SIGKILL');
  }

  /** Kills the server, and starts it again after `ms`. Resolves when it accepts connections. */
  async killFor(ms: number): Promise<void> {
    const { stdin, stdout } = this.server.process;
    if (!stdin || !stdout) throw new Error('The server has no standard streams.');
    const restarted = once(stdout, 'data');
    // Paused since its first line was read.
    stdout.resume();
    stdin.write(`kill ${ms}\n`);
    await restarted;
  }

  /** Resolves when a statement of a store waits for a lock. */
  async untilLockWait(): Promise<void> {
    const waiting = "SELECT 1 FROM pg_stat_activity WHERE application_name = 'ledgerdesk' AND wait_event_type = 'Lock'";
    while ((await this.run(waiting)).length === 0);
  }
}
