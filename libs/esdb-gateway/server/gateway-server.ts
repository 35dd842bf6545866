import { Server, ServerCredentials, type ServerWritableStream } from '@grpc/grpc-js';
import gossipService from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import persistentGrpc from '@eventstore/db-client/generated/persistent_grpc_pb.js';
import featuresService from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { Timers } from '@ledgerdesk/kernel';
import type { EventStore } from '../../event-store/port.js';
import { recordLogId } from '../../event-store/log-identity.js';
import { gossip } from './gossip-service.js';
import { Groups } from '../persistent/groups.js';
import { openGroupState } from '../persistent/open-group-state.js';
import { persistentSubscriptionsService } from '../persistent/persistent-subscriptions-service.js';
import { features } from './server-features-service.js';
import { type Credentials, signIn, writeRule } from './authentication.js';
import { endAll, streamsService } from '../streams/streams-service.js';

export interface GatewayOptions {
  readonly store: EventStore;
  /** 0 for any free port. */
  readonly port: number;
  /** Default: loopback, the only address that is served without TLS. */
  readonly host?: string;
  /** PEM texts. */
  readonly tls?: { readonly key: string; readonly certificate: string };
  /** What clients must send; without TLS there is none, as they would not send it. */
  readonly credentials?: Credentials;
  /** Opens the engine's own streams, for other processes of the engine. Default: closed. */
  readonly engineWrites?: boolean;
  /** Where persistent subscriptions keep their settings, checkpoints and parked events. Default: in memory. */
  readonly subscriptionsFile?: string;
  /** An ISO instant: when foreign events are recorded. */
  readonly now: () => string;
  /** For the time-outs and checkpoints of persistent subscriptions. */
  readonly timers: Timers;
}

export interface GatewayServer {
  readonly port: number;
  /** Ends subscriptions gracefully, finishes the calls at hand. The store stays open. */
  close(): Promise<void>;
}

const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];
/** An append of 1 MiB and its wrapping; the client's own limit for what it receives is larger. */
const MAX_MESSAGE_BYTES = 4 * 1_048_576;

const credentialsOf = ({ tls, host = '127.0.0.1', credentials }: GatewayOptions): ServerCredentials => {
  if (!tls && !LOOPBACK.includes(host))
    throw new RangeError(`Without TLS the log is served on loopback only, not on ${host}.`);
  if (!tls && credentials)
    throw new RangeError('Clients send no password without TLS. Set a certificate and its key, or no password.');
  if (tls && !credentials)
    throw new RangeError('With TLS the log is served to those who know a user and password. Set both.');
  return tls
    ? ServerCredentials.createSsl(null, [
        { private_key: Buffer.from(tls.key), cert_chain: Buffer.from(tls.certificate) },
      ])
    : ServerCredentials.createInsecure();
};

const bind = (server: Server, address: string, credentials: ServerCredentials): Promise<number> =>
  new Promise((resolve, reject) => {
    server.bindAsync(address, credentials, (fault, port) => (fault ? reject(fault) : resolve(port)));
  });

const PATIENCE_MS = 2_000;

const shutDown = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    const impatient = setTimeout(() => server.forceShutdown(), PATIENCE_MS);
    server.tryShutdown(() => {
      clearTimeout(impatient);
      resolve();
    });
  });

/**
 * Serves a log over EventStoreDB's gRPC protocol. Rejects with RangeError for options that would not be safe, and with
 * GroupStateUnreadable for a file of subscriptions that does not belong to the log.
 */
export const openGatewayServer = async (options: GatewayOptions): Promise<GatewayServer> => {
  const {
    store,
    port,
    host = '127.0.0.1',
    credentials,
    engineWrites = false,
    subscriptionsFile,
    now,
    timers,
  } = options;
  const secure = credentialsOf(options);
  await recordLogId(store, now());
  const server = new Server({ 'grpc.max_receive_message_length': MAX_MESSAGE_BYTES });
  const subscriptions = new Set<ServerWritableStream<ReadReq, ReadResp>>();
  const context = { store, now, mayWrite: writeRule(engineWrites), engineWrites };
  server.addService(streamsGrpc.StreamsService, streamsService(context, signIn(credentials), subscriptions));
  const state = openGroupState(subscriptionsFile, store.logId);
  const groups = new Groups(store, state, timers);
  server.addService(
    persistentGrpc.PersistentSubscriptionsService,
    persistentSubscriptionsService({ log: store, now }, groups, signIn(credentials)),
  );
  server.addService(featuresService.ServerFeaturesService, features);
  const bound = await bind(server, `${host.includes(':') ? `[${host}]` : host}:${port}`, secure).catch(
    (fault: unknown) => {
      state.close();
      throw fault;
    },
  );
  server.addService(gossipService.GossipService, gossip(host, bound));
  return {
    port: bound,
    close: async () => {
      endAll(subscriptions);
      groups.stop();
      await shutDown(server);
      state.close();
    },
  };
};
