import { setTimeout as sleep } from 'node:timers/promises';
import { asError, messageOf } from '@ledgerdesk/kernel';
import type { CallCounts } from '../call-counts.js';
import { ConnectedNode, type NodeCall } from './connected-node.js';
import { type ConnectionSettings, parseConnection } from './connection-string.js';
import { NodeFinder } from './find-node.js';
import { secureContextOf, type Resolve, systemResolve, textOfEndpoint } from './node-address.js';
import { NodeOpener, type OpenNode } from './open-node.js';
import { OutageReport, type Purpose } from './outage-report.js';
import { isRefusedForNow, isTransient } from './retry.js';

/** Minimum time between two attempts to connect, in ms. */
const RECONNECT_MS = 100;

interface ConnectionOptions {
  /** Called when the server does not answer, when it answers again, and with what the settings ask for in vain. */
  readonly onWarning?: ((message: string) => void) | undefined;
  /** Default: the resolver of the operating system. */
  readonly resolve?: Resolve;
  /** Counts the connections that were replaced. */
  readonly calls?: CallCounts | undefined;
  /** A monotonic clock in ms, by which the length of an outage is measured. */
  readonly now?: () => number;
}

interface RunOptions {
  readonly signal?: AbortSignal;
  readonly purpose?: Purpose;
}

/**
 * The connection to a server or cluster. Holds the client of one node and replaces it after each error that a new
 * connection, to the same node or another, can avoid. Calls in progress continue; once calls on another node succeed,
 * those that still wait for the old one are rejected, so that they are retried. A node that responds but does not
 * accept appends is kept until another one is found, because it still serves reads.
 *
 * @example
 * const connection = new LogConnection(parseConnection('esdb://a,b,c?tls=false'));
 * await connection.run((client) => client.appendToStream('ticket-1', events));
 */
export class LogConnection {
  readonly #finder: NodeFinder;
  readonly #report: OutageReport;
  readonly #calls: CallCounts | undefined;
  readonly #replaced = new Set<ConnectedNode>();
  readonly #closed = new AbortController();
  #connecting: Promise<ConnectedNode> | undefined;
  #current: ConnectedNode | undefined;
  #lastAttempt = -RECONNECT_MS;
  /** True while a node is looked for that could replace the current one. */
  #isLooking = false;

  constructor(
    readonly settings: ConnectionSettings,
    { onWarning = () => undefined, resolve = systemResolve, calls, now }: ConnectionOptions = {},
  ) {
    this.#finder = new NodeFinder(new NodeOpener(settings, secureContextOf(settings), resolve));
    this.#report = new OutageReport(onWarning, now);
    this.#calls = calls;
    for (const warning of settings.warnings) onWarning(warning);
  }

  /** The node in use. Tell `failed` when what is done with its client fails. */
  node(): Promise<ConnectedNode> {
    return (this.#connecting ??= this.#connect());
  }

  /** Runs a call on the node in use. Rejects with the reason of `signal` once it aborts, which replaces the node. */
  async run<T>(call: NodeCall<T>, { signal, purpose = 'read' }: RunOptions = {}): Promise<T> {
    const node = await this.node();
    signal?.throwIfAborted();
    try {
      const result = await orAborted(node.run(call), signal);
      this.#report.succeeded(textOfEndpoint(node.endpoint), purpose);
      return result;
    } catch (error) {
      this.failed(node, error, purpose);
      throw error;
    }
  }

  /** Replaces the node in use if a call failed with an error that another connection can avoid. */
  failed(node: ConnectedNode, error: unknown, purpose: Purpose = 'read'): void {
    if (!isTransient(error)) return;
    this.#report.failed(messageOf(error), purpose);
    if (this.#current !== node) return;
    if (isRefusedForNow(error) || purpose === 'probe') void this.#lookBeyond(node, !isRefusedForNow(error));
    else this.#replace(node);
  }

  #replace(node: ConnectedNode): void {
    this.#calls?.count('reconnect');
    this.#connecting = undefined;
    this.#current = undefined;
    this.#replaced.add(node);
    node.replace();
  }

  close(): void {
    this.#closed.abort();
    this.#current?.close();
    for (const node of this.#replaced) node.close();
  }

  async #connect(): Promise<ConnectedNode> {
    try {
      return this.#use(await this.#find());
    } catch (error) {
      this.#connecting = undefined;
      this.#report.failed(messageOf(error), 'connect');
      throw error;
    }
  }

  /** Finds a node, at most ten times a second. */
  async #find(): Promise<OpenNode> {
    const pause = this.#lastAttempt + RECONNECT_MS - performance.now();
    if (pause > 0) await sleep(pause, undefined, { signal: this.#closed.signal });
    this.#lastAttempt = performance.now();
    return this.#finder.find(this.#closed.signal);
  }

  #use(open: OpenNode): ConnectedNode {
    const node = new ConnectedNode(open, this.settings);
    this.#current = node;
    if (this.#closed.signal.aborted) node.close();
    this.#leaveOthers(node);
    return node;
  }

  /** Replaces a node once another is found; with `anew` also by a new connection to itself. One search at a time. */
  async #lookBeyond(node: ConnectedNode, anew: boolean): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      const open = await this.#find();
      const isOther = textOfEndpoint(open.endpoint) !== textOfEndpoint(node.endpoint);
      if (this.#current !== node || !(isOther || anew)) return open.channel.close();
      this.#replace(node);
      this.#connecting = Promise.resolve(this.#use(open));
    } catch {
      // There is none now. The next call that fails looks again.
    } finally {
      this.#isLooking = false;
    }
  }

  /** Calls that wait for another node are repeated on this one. Those on an older connection to the same may go on. */
  #leaveOthers({ endpoint }: ConnectedNode): void {
    for (const node of this.#replaced) {
      if (textOfEndpoint(node.endpoint) !== textOfEndpoint(endpoint)) node.close();
      if (node.isClosed) this.#replaced.delete(node);
    }
  }
}

/** Opens the connection that a connection string describes, at its first call. */
export const connectionTo = (connection: string, options?: ConnectionOptions): LogConnection =>
  new LogConnection(parseConnection(connection), options);

const orAborted = async <T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> => {
  if (!signal) return work;
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => reject(asError(signal.reason));
    signal.addEventListener('abort', stop, { once: true });
  });
  return Promise.race([work, aborted]).finally(() => signal.removeEventListener('abort', stop));
};
