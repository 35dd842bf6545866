import pg from 'pg';
import { BehaviorSubject, distinctUntilChanged, type Observable } from 'rxjs';

/** How often a waiting lock tries, and a held one looks whether its connection is alive. */
const LOOK_MS = 1_000;
const ANSWER_MS = 4_000;
/** The server ends a session that is silent for so long, which is longer than its holder needs to notice. */
const SILENCE_MS = 10_000;

/** Calls back once after `ms` milliseconds; the answer takes it back. */
export interface LockTimers {
  after(ms: number, callback: () => void): () => void;
}

const realTimers: LockTimers = {
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

/**
 * A lock among processes that lasts as long as the session that took it, on a connection of its own. It tries until it
 * is released, also again after it was lost. Whoever waits takes over within a second after the holder has ended, within
 * eleven after its machine has fallen silent. A holder that is cut off hears of it a moment after the server has let
 * another in: what is done under the lock must stand being done twice. A pooler in between must keep sessions.
 */
export class AdvisoryLock {
  readonly #held = new BehaviorSubject(false);
  readonly #ended: Promise<void>;
  #released = false;
  #wake: () => void = () => undefined;

  constructor(
    private readonly config: pg.ClientConfig,
    private readonly name: string,
    private readonly timers: LockTimers = realTimers,
    private readonly silenceMs = SILENCE_MS,
  ) {
    this.#ended = this.#keepTrying();
  }

  /** Whether this process holds the lock, now and whenever it changes. Completes at the release. */
  get held(): Observable<boolean> {
    return this.#held.pipe(distinctUntilChanged());
  }

  /** Resolves when another can take it. */
  async release(): Promise<void> {
    this.#released = true;
    this.#wake();
    await this.#ended;
    this.#held.complete();
  }

  async #keepTrying(): Promise<void> {
    while (!this.#released) {
      await this.#useConnection();
      this.#held.next(false);
      await this.#rest();
    }
  }

  async #useConnection(): Promise<void> {
    const client = new pg.Client({ ...this.config, statement_timeout: ANSWER_MS, query_timeout: ANSWER_MS });
    client.on('error', () => this.#lose());
    client.on('end', () => this.#lose());
    try {
      await client.connect();
      await client.query(`SET idle_session_timeout = ${this.silenceMs}`);
      await this.#holdOn(client);
      await client.query('SELECT pg_advisory_unlock_all()');
    } catch {
      // There is no server, or none any more: the next attempt is on another connection.
    } finally {
      await client.end();
    }
  }

  async #holdOn(client: pg.Client): Promise<void> {
    while (!this.#released) {
      if (this.#held.value) await client.query('SELECT 1');
      else this.#held.next(await this.#isTaken(client));
      await this.#rest();
    }
  }

  async #isTaken(client: pg.Client): Promise<boolean> {
    const { rows } = await client.query<{ taken: boolean }>(
      'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS taken',
      [this.name],
    );
    return rows[0]?.taken === true;
  }

  #lose(): void {
    this.#held.next(false);
    this.#wake();
  }

  async #rest(): Promise<void> {
    if (this.#released) return;
    await new Promise<void>((resolve) => {
      const cancel = this.timers.after(LOOK_MS, resolve);
      this.#wake = () => {
        cancel();
        resolve();
      };
    });
  }
}
