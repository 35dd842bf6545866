import { type LeaderLock, Pause, type Timers } from '@ledgerdesk/kernel';
import type pg from 'pg';
import { BehaviorSubject, distinctUntilChanged, type Observable } from 'rxjs';
import { Client } from './client.js';
import { clientConfig } from './client-config.js';
import { DEFAULT_SCHEMA, type PostgresConfig } from './config.js';

/** Interval at which a waiting process retries and a holder checks its connection. */
const CHECK_INTERVAL_MS = 1_000;
const QUERY_TIMEOUT_MS = 4_000;
/** The server ends a session that is idle for so long. Longer than a holder takes to notice a lost connection. */
const IDLE_SESSION_TIMEOUT_MS = 10_000;

/**
 * A leader lock based on a session-level advisory lock, on a separate connection. It keeps trying until released,
 * even after it lost the lock. A waiting process takes over within 1 second after the holder exits, and within
 * 11 seconds after the holder's machine stops responding. A holder that loses its connection is notified shortly after
 * the server has granted the lock to another: work done under the lock must be idempotent. A connection pooler in
 * between must use session pooling.
 */
export class AdvisoryLock implements LeaderLock {
  readonly #held = new BehaviorSubject(false);
  readonly #ended: Promise<void>;
  #released = false;
  readonly #pause: Pause;

  constructor(
    private readonly config: pg.ClientConfig,
    private readonly name: string,
    timers: Pick<Timers, 'after'>,
    private readonly idleTimeoutMs = IDLE_SESSION_TIMEOUT_MS,
  ) {
    this.#pause = new Pause(timers);
    this.#ended = this.#run();
  }

  get held(): Observable<boolean> {
    return this.#held.pipe(distinctUntilChanged());
  }

  async release(): Promise<void> {
    this.#released = true;
    this.#pause.end();
    await this.#ended;
    this.#held.complete();
  }

  async #run(): Promise<void> {
    while (!this.#released) {
      await this.#useConnection();
      this.#held.next(false);
      if (!this.#released) await this.#pause.for(CHECK_INTERVAL_MS);
    }
  }

  async #useConnection(): Promise<void> {
    const client = new Client({
      ...this.config,
      statement_timeout: QUERY_TIMEOUT_MS,
      query_timeout: QUERY_TIMEOUT_MS,
    });
    client.on('error', () => this.#lose());
    client.on('end', () => this.#lose());
    try {
      await client.connect();
      await client.query(`SET idle_session_timeout = ${this.idleTimeoutMs}`);
      await this.#keepLock(client);
      await client.query('SELECT pg_advisory_unlock_all()');
    } catch {
      // The server is unreachable. The next attempt uses a new connection.
    } finally {
      await client.end();
    }
  }

  async #keepLock(client: Client): Promise<void> {
    while (!this.#released) {
      if (this.#held.value) await client.query('SELECT 1');
      else this.#held.next(await this.#tryLock(client));
      if (!this.#released) await this.#pause.for(CHECK_INTERVAL_MS);
    }
  }

  async #tryLock(client: Client): Promise<boolean> {
    const { rows } = await client.query<{ locked: boolean }>(
      'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS locked',
      [this.name],
    );
    return rows[0]?.locked === true;
  }

  #lose(): void {
    this.#held.next(false);
    this.#pause.end();
  }
}

/**
 * Competes for the lock `name` among the processes that share the schema, until released.
 * Throws PostgresMisconfigured.
 *
 * @example
 * const lock = openLeaderLock({ url: 'postgres://localhost/ledgerdesk' }, 'timers', realTimers);
 * lock.held.subscribe((isLeader) => (isLeader ? worker.start() : worker.stop()));
 */
export const openLeaderLock = (
  { url, schema = DEFAULT_SCHEMA }: Pick<PostgresConfig, 'url' | 'schema'>,
  name: string,
  timers: Pick<Timers, 'after'>,
): AdvisoryLock => new AdvisoryLock(clientConfig(url), JSON.stringify([schema, name]), timers);
