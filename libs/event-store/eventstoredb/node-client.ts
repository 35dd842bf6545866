import {
  type Channel,
  credentials,
  type Interceptor,
  InterceptingCall,
  type Metadata,
  status,
  type StatusObject,
} from '@grpc/grpc-js';
import {
  type AppendResult,
  type AppendToStreamOptions,
  type Credentials,
  type EventData,
  EventStoreDBClient,
} from '@eventstore/db-client';
import featuresGrpc from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { AppendCall, type BatchCall } from './append-call.js';
import { BatchAppends } from './batch-appends.js';
import type { ReadCall } from './read-events.js';
import { servicesOf } from './server-services.js';

/** Trailers without which the client throws in a callback of gRPC, by the exception that they belong to. */
const REQUIRED_TRAILERS: Readonly<Record<string, readonly string[]>> = {
  'not-leader': ['leader-endpoint-host', 'leader-endpoint-port'],
  'stream-deleted': ['stream-name'],
  'wrong-expected-version': ['stream-name', 'expected-version'],
  'maximum-append-size-exceeded': ['maximum-append-size'],
  'missing-required-metadata-property': ['required-metadata-properties'],
  'scavenge-not-found': ['scavenge-id'],
  'user-not-found': ['login-name'],
  'user-conflict': ['login-name'],
};

const valueOf = (metadata: Metadata, key: string): string | undefined => metadata.get(key)[0]?.toString();

/** True if the client can read the trailers of a failed call. */
const isComplete = (metadata: Metadata): boolean => {
  const required = REQUIRED_TRAILERS[valueOf(metadata, 'exception') ?? ''] ?? [];
  const versions = ['expected-version', 'actual-version'].map((key) => valueOf(metadata, key) ?? '');
  return (
    required.every((key) => valueOf(metadata, key) !== undefined) &&
    versions.every((version) => /^(-?\d+)?$/.test(version))
  );
};

/** The status of a call, as the client can read it: without an exception whose trailers are incomplete. */
const readableStatus = (received: StatusObject): StatusObject => {
  if (isComplete(received.metadata)) return received;
  const metadata = received.metadata.clone();
  metadata.remove('exception');
  return { ...received, metadata };
};

/** True if the client would throw when it converts this event. */
const isIncomplete = (message: unknown): boolean => {
  if (!(message instanceof streams.ReadResp) || !message.hasEvent()) return false;
  const records: readonly (ReadResp.ReadEvent.RecordedEvent | undefined)[] = [
    message.getEvent()?.getEvent(),
    message.getEvent()?.getLink(),
  ];
  return records.some((record) => record && !(record.hasId() && record.hasStreamIdentifier()));
};

/** Passes on what a server answers in a form in which the client throws nothing that no caller can catch. */
const guard: Interceptor = (options, nextCall) => {
  const call = new InterceptingCall(nextCall(options), {
    start: (metadata, _listener, next) =>
      next(metadata, {
        onReceiveMessage: (message: unknown, pass) => {
          const isReadable = !isIncomplete(message);
          if (!isReadable) call.cancelWithStatus(status.DATA_LOSS, 'The server sent an incomplete event.');
          // The status of a call follows when each message has been passed on. An empty one is no event.
          pass(isReadable ? message : new streams.ReadResp());
        },
        onReceiveStatus: (received, pass) => pass(readableStatus(received)),
      }),
  });
  return call;
};

const DEFAULT_DEADLINE_MS = 10_000;

/** A service of EventStoreDB that no gateway to another store has, as EventStoreDB writes it. */
const OPERATIONS = 'event_store.client.operations.operations';

interface ReadCallOptions {
  /** Whether other nodes than the leader refuse to answer. */
  readonly requiresLeader?: boolean | undefined;
  /** Time for the whole read, in ms. Default: no limit. */
  readonly deadline?: number;
}

interface NodeClientOptions {
  readonly credentials?: Credentials | undefined;
  readonly connectionName?: string | undefined;
  /** Whether other nodes than the leader refuse appends. */
  readonly requiresLeader?: boolean;
}

/**
 * The client of one node, over a channel that its creator closes. Without the defects of the library that end the
 * process or fail the calls of others:
 *
 * - Appends have a table of their own (`BatchAppends`). The library's batches share one in the process: an answer to a
 *   call that was given up throws in an event handler, and an error of one connection rejects the appends of all. It
 *   also keeps a rejected answer to its question which methods the server supports, so that no append succeeds again;
 *   nothing asks it here.
 * - It does not reconnect by itself. The library closes the channel under other calls, which then throw where nobody
 *   can catch it, as does a discovery that fails in the meantime.
 * - It never reads an answer that is not as the protocol says (`guard`).
 *
 * Reads are calls of their own (`openRead`), for the library parses the data and metadata of each event, which would
 * have to be made texts again.
 */
export class NodeClient extends EventStoreDBClient {
  readonly #appends: BatchAppends;
  readonly #openBatch: (requiresLeader: boolean) => BatchCall;
  readonly #openRead: (request: ReadReq, options: ReadCallOptions) => ReadCall;
  readonly #reads = new Set<ReadCall>();

  constructor(channel: Channel, { credentials: user, connectionName, requiresLeader = false }: NodeClientOptions) {
    // Endpoint and transport are those of the channel. Credentials are sent unless the client believes it insecure.
    const settings = { endpoint: '', ...(connectionName !== undefined && { connectionName }) };
    super(settings, { insecure: user === undefined }, user);
    const { callArguments, dispose } = this;
    this.getChannel = async () => channel;
    this.handleError = async () => undefined;
    this.callArguments = (base, callOptions) => {
      const [metadata, options] = callArguments(base, callOptions);
      return [metadata, { ...options, interceptors: [guard] }];
    };
    const service = new streamsGrpc.StreamsClient('', credentials.createInsecure(), { channelOverride: channel });
    this.#openBatch = (onlyLeader) =>
      service.batchAppend(...this.callArguments({ requiresLeader: onlyLeader }, { deadline: Infinity }));
    this.#appends = new BatchAppends(() => this.#openBatch(requiresLeader));
    this.#openRead = (request, { deadline, requiresLeader: onlyLeader = false }) =>
      service.read(
        request,
        ...this.callArguments(
          { requiresLeader: onlyLeader },
          { deadline: deadline === undefined ? Infinity : new Date(Date.now() + deadline) },
        ),
      );
    this.dispose = async () => {
      this.#appends.close();
      for (const call of this.#reads) call.cancel();
      await dispose();
    };
  }

  override appendToStream(
    stream: string,
    events: EventData | EventData[],
    { expectedRevision = 'any', deadline: deadlineMs = DEFAULT_DEADLINE_MS }: AppendToStreamOptions = {},
  ): Promise<AppendResult> {
    return this.#appends.append({ stream, events: [events].flat(), expectedRevision, deadlineMs });
  }

  /** Begins a read or a subscription. It is cancelled, at the latest, when this is disposed of. */
  openRead(request: ReadReq, options: ReadCallOptions = {}): ReadCall {
    const call = this.#openRead(request, options);
    this.#reads.add(call);
    // An error may come after its consumer has left, as when a connection is cut right after the last event.
    call.on('error', () => undefined).once('status', () => this.#reads.delete(call));
    return call;
  }

  /** Opens a call of its own for appends, which only a leader accepts. */
  openAppends(): AppendCall {
    return new AppendCall(this.#openBatch(true));
  }

  /**
   * Resolves to true if the server is EventStoreDB, whose writer records the appends of a call in the order in which
   * they arrive. Another server of its protocol may record an append although it refused one before it, such as the
   * gateway of an engine whose disk is full.
   */
  async recordsInOrder(deadline = DEFAULT_DEADLINE_MS): Promise<boolean> {
    const client = new featuresGrpc.ServerFeaturesClient('', credentials.createInsecure(), {
      channelOverride: await this.getChannel(),
    });
    return (await servicesOf(client, this.callArguments({ deadline }))).has(OPERATIONS);
  }
}
