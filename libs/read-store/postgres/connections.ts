import pg from 'pg';
import { explained } from './faults.js';
import { Session } from './session.js';
import { placeOf } from './settings.js';

interface Loan {
  readonly session: Session;
  /** A connection on which something failed is dropped: the server then rolls back, whatever was under way. */
  readonly giveBack: (failed: boolean) => void;
}

/** A pool of connections to one database. It connects when the first statement comes, not before. */
export class Connections {
  readonly #pool: pg.Pool;
  readonly #place: string;
  #closed: Promise<void> | undefined;
  /** Each statement by itself, on whichever connection is free. */
  readonly session: Session;

  constructor(config: pg.ClientConfig, most = 10) {
    this.#pool = new pg.Pool({ ...config, max: most, pipeline: true });
    this.#place = placeOf(config);
    this.session = new Session(this.#pool, this.#place);
    // Without a listener a lost connection would end the process. The statement under which it was lost says so itself.
    this.#pool.on('error', () => undefined);
    this.#pool.on('connect', (client) => client.on('error', () => undefined));
  }

  /** One snapshot for several reads: what is committed meanwhile is not seen. */
  async snapshot<T>(read: (session: Session) => Promise<T>): Promise<T> {
    const { session, giveBack } = await this.#borrow();
    try {
      const [, found] = await Promise.all([
        session.run('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'),
        read(session),
      ]);
      // What was read is read, however the transaction ends.
      session.run('COMMIT').then(
        () => giveBack(false),
        () => giveBack(true),
      );
      return found;
    } catch (fault) {
      giveBack(true);
      throw fault;
    }
  }

  /** All or nothing. */
  async write<T>(change: (session: Session) => Promise<T>): Promise<T> {
    const { session, giveBack } = await this.#borrow();
    try {
      // A crash of the server may lose the last commits, but never tears one. Rows and checkpoint are one commit and the
      // log is the truth: what is lost is folded again from the checkpoint that survived. Waiting for the disk buys nothing.
      await Promise.all([session.run('BEGIN'), session.run('SET LOCAL synchronous_commit = off')]);
      const changed = await change(session);
      await session.run('COMMIT');
      giveBack(false);
      return changed;
    } catch (fault) {
      giveBack(true);
      throw fault;
    }
  }

  /** Resolves when what is under way has ended. */
  async close(): Promise<void> {
    return (this.#closed ??= this.#pool.end());
  }

  async #borrow(): Promise<Loan> {
    try {
      const client = await this.#pool.connect();
      return { session: new Session(client, this.#place), giveBack: (failed) => client.release(failed) };
    } catch (fault) {
      throw explained(fault, this.#place);
    }
  }
}
