import type { Socket } from 'node:net';

/** Limits of clients. */
export interface ClientLimits {
  /** Open connections of all clients. */
  readonly connections: number;
  /** Open connections of one address or network. */
  readonly connectionsPerAddress: number;
  /** Calls in progress on one connection, open subscriptions included. */
  readonly callsPerConnection: number;
  /** Calls in progress of one address or network, open subscriptions included. */
  readonly callsPerAddress: number;
  /** A connection without a call is closed after this time. */
  readonly idleMs: number;
  /** After this time without data, a connection has to answer a ping. */
  readonly pingAfterMs: number;
  /** Time for the answer to a ping. */
  readonly pingTimeoutMs: number;
  /** A connection whose TLS handshake takes longer is closed. */
  readonly handshakeMs: number;
  /** An incomplete append is refused after this time without a message. */
  readonly appendStallMs: number;
}

/** Calls per connection and pings as in EventStoreDB. */
export const DEFAULT_CLIENT_LIMITS: ClientLimits = {
  connections: 1_000,
  connectionsPerAddress: 100,
  callsPerConnection: 100,
  callsPerAddress: 1_000,
  idleMs: 600_000,
  pingAfterMs: 10_000,
  pingTimeoutMs: 10_000,
  handshakeMs: 10_000,
  appendStallMs: 30_000,
};

interface Client {
  readonly connections: Set<Connection>;
  calls: number;
}

interface Connection {
  readonly socket: Socket;
  readonly client: Client;
  calls: number;
}

/** Name of a connection, which gRPC gives for the peer of its calls. */
const peerOf = ({ remoteAddress = '', remotePort = 0 }: Socket): string => `${remoteAddress}:${remotePort}`;

/** Returns true if one more connection is within the limit, if need be after closing the oldest one without a call. */
const hasRoom = (open: ReadonlySet<Connection>, limit: number): boolean => {
  if (open.size < limit) return true;
  for (const { calls, socket } of open) {
    if (calls > 0) continue;
    socket.destroy();
    return true;
  }
  return false;
};

/** The open connections of a gateway and the calls in progress on them, within limits in total and for each client. */
export class ClientConnections {
  private readonly open = new Set<Connection>();
  private readonly byPeer = new Map<string, Connection>();
  private readonly clients = new Map<string, Client>();

  /** `networkOf` names what counts as one client: the network of an address. */
  constructor(
    private readonly limits: Pick<ClientLimits, 'connections' | 'connectionsPerAddress' | 'callsPerAddress'>,
    private readonly networkOf: (address: string) => string,
  ) {}

  /** Counts a new connection. Closes it and returns false if its client, or all clients, have too many in use. */
  accept(socket: Socket): boolean {
    const { remoteAddress } = socket;
    const network = this.networkOf(remoteAddress ?? '');
    const client = this.clients.get(network) ?? { connections: new Set(), calls: 0 };
    const isAccepted =
      remoteAddress !== undefined &&
      hasRoom(client.connections, this.limits.connectionsPerAddress) &&
      hasRoom(this.open, this.limits.connections);
    if (!isAccepted) {
      socket.destroy();
      return false;
    }
    this.add({ socket, client, calls: 0 }, network);
    return true;
  }

  /** Counts a call. Returns a function that ends it; undefined if the client has too many calls in progress. */
  begin(peer: string): (() => void) | undefined {
    const connection = this.byPeer.get(peer);
    if (!connection) return () => undefined;
    const { client } = connection;
    if (client.calls >= this.limits.callsPerAddress) return undefined;
    client.calls += 1;
    connection.calls += 1;
    let isOpen = true;
    return () => {
      if (!isOpen) return;
      isOpen = false;
      client.calls -= 1;
      connection.calls -= 1;
    };
  }

  /** Closes every connection. */
  endAll(): void {
    for (const { socket } of this.open) socket.destroy();
  }

  private add(connection: Connection, network: string): void {
    const { client, socket } = connection;
    const peer = peerOf(socket);
    this.clients.set(network, client);
    this.byPeer.set(peer, connection);
    this.open.add(connection);
    client.connections.add(connection);
    socket.once('close', () => {
      this.open.delete(connection);
      client.connections.delete(connection);
      if (this.byPeer.get(peer) === connection) this.byPeer.delete(peer);
      if (client.connections.size === 0 && this.clients.get(network) === client) this.clients.delete(network);
    });
  }
}
