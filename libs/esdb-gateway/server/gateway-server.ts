import type { Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { Server, ServerCredentials, type ServerWritableStream } from '@grpc/grpc-js';
import gossip from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import persistent from '@eventstore/db-client/generated/persistent_grpc_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { type EventStore, type ReadableLog, recordLogId } from '@ledgerdesk/event-store';
import type { Timers } from '@ledgerdesk/kernel';
import { GroupHistory } from '../persistent/group-history.js';
import type { GroupState } from '../persistent/group-state.js';
import { Groups } from '../persistent/groups.js';
import { openGroupState } from '../persistent/open-group-state.js';
import { persistentSubscriptionsService } from '../persistent/persistent-subscriptions-service.js';
import { OpenCalls } from '../protocol/open-calls.js';
import { IncomingBytes } from '../streams/incoming-append.js';
import { endSubscriptions, streamsService } from '../streams/streams-service.js';
import { WriteAccess } from '../streams/write-access.js';
import { withSystemStreams } from '../system-streams/with-system-streams.js';
import { basicAuthentication, type Credentials } from './authentication.js';
import { ClientConnections, type ClientLimits, DEFAULT_CLIENT_LIMITS } from './client-connections.js';
import { type AdvertisedAddress, gossipService } from './gossip-service.js';
import { limitCalls } from './limit-calls.js';
import { listen, type Listener } from './listener.js';
import { serverFeaturesService } from './server-features-service.js';

export interface GatewayOptions {
  readonly store: EventStore;
  /** 0 for any free port. */
  readonly port: number;
  /** Default: 127.0.0.1. Any other address than loopback requires TLS. */
  readonly host?: string;
  /**
   * The address at which clients that discover the server connect, if it differs from `host` and `port`. Default: the
   * address to which the client connected, if `host` is a wildcard.
   */
  readonly advertised?: AdvertisedAddress;
  /** PEM texts. Requires `credentials`. */
  readonly tls?: { readonly key: string; readonly certificate: string };
  /** Credentials that clients must send. Requires `tls`, because clients do not send credentials without it. */
  readonly credentials?: Credentials;
  /** Credentials of clients that may only read. Requires `credentials`. */
  readonly readCredentials?: Credentials;
  /** Categories of streams that only the engine writes. A category is a stream's name up to the first hyphen. */
  readonly engineCategories: readonly string[];
  /** Types of events that only the engine records, in streams of its categories. */
  readonly engineTypes: readonly string[];
  /** Allow clients to write streams of their own. Default: true. */
  readonly clientWrites?: boolean;
  /** Allow writes to the engine's categories, for other processes of the engine. Default: false. */
  readonly engineWrites?: boolean;
  /** SQLite file for persistent subscriptions: settings, checkpoints, parked events. Default: in memory. */
  readonly subscriptionsFile?: string;
  /** The time, as an ISO instant, at which foreign events are recorded. */
  readonly now: () => string;
  /** For the timeouts and checkpoints of persistent subscriptions. */
  readonly timers: Timers;
  /** Default: DEFAULT_CLIENT_LIMITS. */
  readonly limits?: Partial<ClientLimits>;
  /** The network of an address, which counts as one client. Default: the address itself. */
  readonly networkOf?: (address: string) => string;
}

export interface GatewayServer {
  readonly port: number;
  /** Ends subscriptions without an error, and other calls after 2 s with UNAVAILABLE. The store stays open. */
  close(): Promise<void>;
}

const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];
/**
 * Above the limit of an append, as in EventStoreDB: a larger event then fails alone. A message over this limit fails
 * its call, and with it every append of a batch.
 */
const MAX_MESSAGE_BYTES = 16 * 1_048_576;

/** @throws RangeError for options that would send the log or a password in the clear */
const requireSafe = ({ tls, host = '127.0.0.1', credentials }: GatewayOptions): void => {
  if (!tls && !LOOPBACK.includes(host))
    throw new RangeError(
      `Serving the event log on ${host} requires TLS. Set a certificate, or use a loopback address.`,
    );
  if (!tls && credentials)
    throw new RangeError(
      'Clients do not send a password without TLS. Set a certificate and its key, or remove the password.',
    );
  if (tls && !credentials) throw new RangeError('Serving the event log over TLS requires a user and password.');
};

const createGrpcServer = (limits: ClientLimits, connections: ClientConnections): Server =>
  new Server({
    'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
    'grpc.max_concurrent_streams': limits.callsPerConnection,
    'grpc.max_connection_idle_ms': limits.idleMs,
    'grpc.keepalive_time_ms': limits.pingAfterMs,
    'grpc.keepalive_timeout_ms': limits.pingTimeoutMs,
    interceptors: [limitCalls(connections)],
  });

/** Hands a connection to gRPC, with TLS after a handshake of at most `handshakeMs`. */
const handOver = (server: Server, { tls }: GatewayOptions, handshakeMs: number): ((socket: Socket) => void) => {
  const injector = server.createConnectionInjector(ServerCredentials.createInsecure());
  if (!tls) return (socket) => injector.injectConnection(socket);
  const options = { key: tls.key, cert: tls.certificate, ALPNProtocols: ['h2'], handshakeTimeout: handshakeMs };
  const secure = createTlsServer(options, (socket) => {
    socket.on('error', () => undefined);
    injector.injectConnection(socket);
  }).on('tlsClientError', (_error, socket) => socket.destroy());
  return (socket) => void secure.emit('connection', socket);
};

/** Serves connections within the limits of their clients. A connection counts before its TLS handshake. */
const serve = (
  server: Server,
  connections: ClientConnections,
  { handshakeMs }: ClientLimits,
  options: GatewayOptions,
): Promise<Listener> => {
  const { host = '127.0.0.1', port } = options;
  const inject = handOver(server, options, handshakeMs);
  const onConnection = (socket: Socket): void => {
    // The session handles later errors; before it exists, a client that leaves is no error.
    socket.on('error', () => undefined);
    if (connections.accept(socket)) inject(socket);
  };
  return listen({ host, port, onConnection });
};

/** Closes the state if the log has lost events that a group has delivered. */
const openGroups = async (
  { store, timers, now }: GatewayOptions,
  log: ReadableLog,
  state: GroupState,
): Promise<Groups> => {
  try {
    return new Groups(log, state, timers, await GroupHistory.read(store, state), now);
  } catch (error) {
    state.close();
    throw error;
  }
};

const SHUTDOWN_GRACE_MS = 2_000;

/** How long calls that were ended have to send their status before their connections are cut. */
const STATUS_MS = 500;

/** Refuses new calls, and waits for those in progress, then ends them. */
const shutDown = (server: Server, calls: OpenCalls, timers: Timers): Promise<void> =>
  new Promise((resolve) => {
    const cancelEnd = timers.after(SHUTDOWN_GRACE_MS, () => calls.endAll());
    const cancelCut = timers.after(SHUTDOWN_GRACE_MS + STATUS_MS, () => server.forceShutdown());
    server.tryShutdown(() => {
      cancelEnd();
      cancelCut();
      resolve();
    });
  });

/**
 * Serves an event store over EventStoreDB's gRPC protocol. Rejects with RangeError for unsafe options, and with
 * GroupStateUnreadable if `subscriptionsFile` belongs to another log. Rejects with HistoryLost if the log lost events
 * that a persistent subscription has delivered.
 *
 * @example
 * const server = await openGatewayServer({
 *   store,
 *   port: 2113,
 *   engineCategories: STREAM_CATEGORIES,
 *   now: () => clock.now(),
 *   timers: realTimers,
 * });
 * const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${server.port}?tls=false`);
 */
export const openGatewayServer = async (options: GatewayOptions): Promise<GatewayServer> => {
  const { store, host = '127.0.0.1', engineCategories, engineTypes, now, timers } = options;
  const { engineWrites = false, clientWrites = true } = options;
  requireSafe(options);
  const authenticate = basicAuthentication(options);
  const log = withSystemStreams(store);
  const state = openGroupState(options.subscriptionsFile, store.logId);
  const groups = await openGroups(options, log, state);
  await recordLogId(store, now());
  const limits = { ...DEFAULT_CLIENT_LIMITS, ...options.limits };
  const connections = new ClientConnections(limits, options.networkOf ?? ((address) => address));
  const server = createGrpcServer(limits, connections);
  const calls = new OpenCalls();
  const subscriptions = new Set<ServerWritableStream<ReadReq, ReadResp>>();
  const access = new WriteAccess({ engineCategories, engineTypes, engineWrites, clientWrites });
  const { appendStallMs } = limits;
  const context = { store, log, now, access, engineWrites, timers, appendStallMs, incoming: new IncomingBytes() };
  server.addService(streams.StreamsService, streamsService(context, authenticate, subscriptions, calls));
  server.addService(
    persistent.PersistentSubscriptionsService,
    persistentSubscriptionsService({ log, now }, groups, authenticate, calls),
  );
  server.addService(features.ServerFeaturesService, serverFeaturesService);
  const listener = await serve(server, connections, limits, options).catch((error: unknown) => {
    groups.stop();
    server.forceShutdown();
    state.close();
    throw error;
  });
  server.addService(gossip.GossipService, gossipService({ host, port: listener.port, advertised: options.advertised }));
  return {
    port: listener.port,
    close: async () => {
      listener.close();
      endSubscriptions(subscriptions);
      groups.stop();
      await shutDown(server, calls, timers);
      connections.endAll();
      state.close();
    },
  };
};
