import pg from 'pg';

/**
 * A client that survives the loss of its connection. `pg` emits `error` when a connection is lost, in whichever state
 * the client is: connecting, idle, checked out between two statements, or holding a lock. Without a listener, Node
 * ends the process. The pending statement and every later one reject, which is how callers learn of the loss.
 */
export class Client extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}
