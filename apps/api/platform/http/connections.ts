import type { Instant } from '@ledgerdesk/kernel';
import type { IncomingMessage, OutgoingHttpHeaders, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { clientNetwork, TrustedProxies } from './client-address.js';
import { endConnectionWith } from './client-error.js';
import { Problem } from './problem.js';
import { securityHeaders } from './security-headers.js';

/** Limits on the connections to an engine, and the path by which clients reach it. */
export interface ConnectionLimits {
  /** Open connections of all clients. */
  readonly total: number;
  /** Open connections of one IPv4 address or IPv6 network. */
  readonly perAddress: number;
  /** Milliseconds in which the headers of a request must arrive. */
  readonly headerMs: number;
  /** Milliseconds in which the body of a request must arrive, and a second more for each 500 bytes. */
  readonly bodyMs: number;
  /** Proxies, which carry the connections of many clients. */
  readonly proxies: TrustedProxies;
  /** Whether clients reach the engine by TLS. */
  readonly isBehindTls: boolean;
}

export const DEFAULT_CONNECTION_LIMITS: ConnectionLimits = {
  total: 4_000,
  perAddress: 250,
  headerMs: 20_000,
  bodyMs: 20_000,
  proxies: TrustedProxies.none,
  isBehindTls: false,
};

/** Header of every response of an engine on a simulated clock (an Item of RFC 9651). */
const CLOCK = 'ledger-clock';

interface Connection {
  readonly socket: Socket;
  /** Undefined for a proxy. */
  readonly group: Group | undefined;
  /** Requests without a finished response. */
  readonly requests: Map<IncomingMessage, ServerResponse>;
}

/** Open connections, in the order in which each lost its last request. */
interface Group {
  readonly open: Set<Connection>;
  readonly idle: Set<Connection>;
}

const newGroup = (): Group => ({ open: new Set(), idle: new Set() });

const RETRY = { headers: { 'retry-after': '5' } };
const TOO_MANY = new Problem(503, 'too-many-connections', 'Too many open connections. Retry in 5 seconds.', RETRY);
const TOO_MANY_OF_ADDRESS = new Problem(
  429,
  'too-many-connections',
  'Too many open connections from your address. Close some, or retry in 5 seconds.',
  RETRY,
);

/** A connection that can be closed in favour of a new one: without a request, else one whose request is incomplete. */
const dispensable = ({ open, idle }: Group): Connection | undefined => {
  const [longestIdle] = idle;
  if (longestIdle) return longestIdle;
  for (const connection of open)
    if ([...connection.requests.keys()].every(({ complete }) => !complete)) return connection;
  return undefined;
};

/**
 * The open connections of an engine's HTTP servers. Beyond a limit, a new connection replaces the one that has waited
 * longest for a request, or whose request is still incomplete; it is refused if all are in use.
 */
export class Connections {
  private readonly all = newGroup();
  private readonly networks = new Map<string, Group>();
  private readonly bySocket = new Map<Socket, Connection>();

  private readonly securityHeaders: OutgoingHttpHeaders;

  /**
   * Calls `onRefusal` for each connection that ends with a problem, and with the address of its client. `simulatedTime`
   * is the time of a simulated clock; absent on the clock of the machine.
   */
  constructor(
    readonly limits: ConnectionLimits = DEFAULT_CONNECTION_LIMITS,
    private readonly onRefusal: (problem: Problem, address: string) => void = () => undefined,
    private readonly simulatedTime?: () => Instant,
  ) {
    this.securityHeaders = securityHeaders(limits);
  }

  /** Headers of every response, also of those that end a connection. */
  get headers(): OutgoingHttpHeaders {
    if (!this.simulatedTime) return this.securityHeaders;
    return { ...this.securityHeaders, [CLOCK]: `simulated;now="${this.simulatedTime()}"` };
  }

  /** Counts the connections of a server and refuses those beyond the limits. */
  watch(server: Server): void {
    server.on('connection', (socket: Socket) => this.accept(socket));
  }

  /** Marks a connection as used until the response ends. */
  begin(request: IncomingMessage, response: ServerResponse): void {
    const connection = this.bySocket.get(request.socket);
    if (!connection) return;
    connection.requests.set(request, response);
    this.all.idle.delete(connection);
    connection.group?.idle.delete(connection);
    response.once('close', () => {
      connection.requests.delete(request);
      if (connection.requests.size === 0) this.addIdle(connection);
    });
  }

  /** Returns true if part of a response was sent on the connection, so that another one would corrupt it. */
  isResponding(socket: Socket): boolean {
    const requests = this.bySocket.get(socket)?.requests.values() ?? [];
    return [...requests].some(({ headersSent }) => headersSent);
  }

  /** Reports a problem that a client is answered with outside of routes. */
  report(problem: Problem, socket: Socket): void {
    this.onRefusal(problem, socket.remoteAddress ?? '');
  }

  /** Ends a connection with a problem. */
  refuse(socket: Socket, problem: Problem): void {
    this.report(problem, socket);
    endConnectionWith(socket, problem, this.headers);
  }

  /** Closes the connections without a request in progress. Node does not count those as idle that never had one. */
  endIdle(): void {
    for (const { socket } of this.all.idle) socket.destroy();
  }

  /** Closes every connection. */
  endAll(): void {
    for (const { socket } of this.all.open) socket.destroy();
  }

  private accept(socket: Socket): void {
    const address = socket.remoteAddress;
    // The client has left already.
    if (address === undefined) return void socket.destroy();
    const network = this.limits.proxies.has(address) ? undefined : clientNetwork(address);
    const group = network === undefined ? undefined : this.groupOf(network);
    if (group && !hasRoom(group, this.limits.perAddress)) return this.refuse(socket, TOO_MANY_OF_ADDRESS);
    if (!hasRoom(this.all, this.limits.total)) return this.refuse(socket, TOO_MANY);
    const connection: Connection = { socket, group, requests: new Map() };
    this.bySocket.set(socket, connection);
    this.all.open.add(connection);
    group?.open.add(connection);
    this.addIdle(connection);
    socket.once('close', () => this.remove(connection, network));
  }

  private groupOf(network: string): Group {
    const group = this.networks.get(network) ?? newGroup();
    this.networks.set(network, group);
    return group;
  }

  private addIdle(connection: Connection): void {
    if (!this.all.open.has(connection)) return;
    this.all.idle.add(connection);
    connection.group?.idle.add(connection);
  }

  private remove(connection: Connection, network: string | undefined): void {
    this.bySocket.delete(connection.socket);
    for (const group of [this.all, connection.group]) {
      group?.open.delete(connection);
      group?.idle.delete(connection);
    }
    if (network !== undefined && connection.group?.open.size === 0) this.networks.delete(network);
  }
}

/** Returns true if one more connection is within the limit, after one that is dispensable was closed if necessary. */
const hasRoom = (group: Group, limit: number): boolean => {
  if (group.open.size < limit) return true;
  const replaced = dispensable(group);
  replaced?.socket.destroy();
  return replaced !== undefined;
};
