import {
  type handleServerStreamingCall,
  type handleUnaryCall,
  Metadata,
  type sendUnaryData,
  Server,
  ServerCredentials,
  type ServerDuplexStream,
  type ServerUnaryCall,
  status,
  type StatusObject,
} from '@grpc/grpc-js';
import codes from '@eventstore/db-client/generated/code_pb.js';
import featuresGrpc from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js';
import gossipGrpc from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import type { ClusterInfo } from '@eventstore/db-client/generated/gossip_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { BatchAppendReq, BatchAppendResp, ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import googleStatus from '@eventstore/db-client/generated/status_pb.js';
import any from 'google-protobuf/google/protobuf/any_pb.js';

const { Code } = codes;

/** The ways to answer an append. */
export interface AppendAnswer {
  readonly stream: string;
  /** Recorded, up to a revision and a position. */
  record(revision?: number, position?: number): void;
  /** Refused; later appends of the call are answered. `type` is that of the details, without it there are none. */
  refuse(message: string, type?: string, code?: keyof typeof Code): void;
  /** The call ends with an error, and with it every append that is not answered. */
  fail(error: Partial<StatusObject>): void;
  /** True if the client asks for an answer by a time of the server's clock. */
  readonly hasDeadline: boolean;
}

/** Role of a node in its gossip. */
export type Role = 'leader' | 'follower' | 'unknown';

/** A node as it appears in gossip. */
export interface StubMember {
  readonly host?: string;
  readonly port: number;
  readonly role: Role;
}

interface StubOptions {
  readonly host?: string;
  readonly port?: number;
  readonly tls?: { readonly key: Buffer; readonly certificate: Buffer };
}

/** Trailers of a failed call. */
export const trailers = (values: Readonly<Record<string, string>>): Metadata => {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(values)) metadata.set(key, value);
  return metadata;
};

type Call = ServerDuplexStream<BatchAppendReq, BatchAppendResp>;

const answerTo = (request: BatchAppendReq, call: Call): AppendAnswer => {
  const response = new streams.BatchAppendResp().setCorrelationId(request.getCorrelationId());
  return {
    stream: Buffer.from(request.getOptions()?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString(),
    hasDeadline: request.getOptions()?.hasDeadline() ?? false,
    record: (revision = 0, position = 7) => {
      const at = new shared.AllStreamPosition().setCommitPosition(`${position}`).setPreparePosition(`${position}`);
      call.write(
        response.setSuccess(new streams.BatchAppendResp.Success().setCurrentRevision(`${revision}`).setPosition(at)),
      );
    },
    refuse: (message, type, code = 'OK') => {
      const refusal = new googleStatus.Status().setMessage(message).setCode(Code[code]);
      const details = new any.Any();
      details.pack(new Uint8Array(), `event_store.client.${type}`);
      call.write(response.setError(type === undefined ? refusal : refusal.setDetails(details)));
    },
    fail: (error) => call.emit('error', error),
  };
};

const STATES = {
  leader: gossip.MemberInfo.VNodeState.LEADER,
  follower: gossip.MemberInfo.VNodeState.FOLLOWER,
  unknown: gossip.MemberInfo.VNodeState.UNKNOWN,
};

const memberInfo = ({ host = '127.0.0.1', port, role }: StubMember) =>
  new gossip.MemberInfo()
    .setIsAlive(true)
    .setState(STATES[role])
    .setHttpEndPoint(new gossip.EndPoint().setAddress(host).setPort(port));

/** A server of EventStoreDB's protocol whose answers a test decides. It keeps nothing. */
export class StubNode {
  /** Names of the calls that have arrived. */
  readonly calls: string[] = [];
  /** The header `authorization` of each call for reads and appends; undefined if it had none. */
  readonly authorizations: (string | undefined)[] = [];
  answerAppend: (answer: AppendAnswer) => void = (answer) => answer.record();
  answerRead: handleServerStreamingCall<ReadReq, ReadResp> = (call) => call.end();
  answerFeatures: handleUnaryCall<unknown, unknown> = (_call, respond) => respond({ code: status.UNIMPLEMENTED });
  /** The members that its gossip shows. Undefined: it does not answer, like a process that is stopped. */
  members: readonly StubMember[] | undefined;
  #server = new Server();
  #port = 0;

  private constructor(private readonly options: StubOptions) {
    this.members = undefined;
  }

  static async start(options: StubOptions = {}): Promise<StubNode> {
    const node = new StubNode(options);
    await node.serve(options.port ?? 0);
    node.members = [{ ...options, port: node.port, role: 'leader' }];
    return node;
  }

  get port(): number {
    return this.#port;
  }

  /** Connection string of this node alone. */
  get url(): string {
    return `esdb://127.0.0.1:${this.#port}?tls=false`;
  }

  /** Cuts all connections and refuses new ones, like a process that was killed. */
  kill(): void {
    this.#server.forceShutdown();
  }

  /** Serves at the same port again. */
  async restart(): Promise<void> {
    this.#server = new Server();
    await this.serve(this.#port);
  }

  private async serve(port: number): Promise<void> {
    this.#server.addService(streamsGrpc.StreamsService, {
      append: () => undefined,
      read: (call: Parameters<typeof this.answerRead>[0]) => {
        this.calls.push('read');
        this.noteUser(call.metadata);
        this.answerRead(call);
      },
      batchAppend: (call: Call) => {
        this.noteUser(call.metadata);
        call
          .on('data', (request: BatchAppendReq) => {
            this.calls.push('append');
            this.answerAppend(answerTo(request, call));
          })
          .on('end', () => call.end());
      },
      delete: () => undefined,
      tombstone: () => undefined,
    });
    this.#server.addService(featuresGrpc.ServerFeaturesService, {
      getSupportedMethods: (call: ServerUnaryCall<unknown, unknown>, respond: sendUnaryData<unknown>) => {
        this.calls.push('getSupportedMethods');
        this.answerFeatures(call, respond);
      },
    });
    this.#server.addService(gossipGrpc.GossipService, {
      read: (_call: ServerUnaryCall<unknown, ClusterInfo>, respond: sendUnaryData<ClusterInfo>) => {
        if (this.members) respond(null, new gossip.ClusterInfo().setMembersList(this.members.map(memberInfo)));
      },
    });
    const { host = '127.0.0.1', tls } = this.options;
    const credentials = tls
      ? ServerCredentials.createSsl(null, [{ private_key: tls.key, cert_chain: tls.certificate }])
      : ServerCredentials.createInsecure();
    this.#port = await new Promise((resolve, reject) => {
      this.#server.bindAsync(`${host}:${port}`, credentials, (error, bound) =>
        error ? reject(error) : resolve(bound),
      );
    });
  }

  private noteUser(metadata: Metadata): void {
    this.authorizations.push(metadata.get('authorization')[0]?.toString());
  }
}

/** The services of a server, as it answers the question which methods it has. */
export const servicesReply = (...services: readonly string[]): SupportedMethods =>
  new features.SupportedMethods().setMethodsList(
    services.map((service) => new features.SupportedMethod().setServiceName(service)),
  );

/** The message that a stream does not exist. */
export const streamNotFound = (): ReadResp =>
  new streams.ReadResp().setStreamNotFound(
    new streams.ReadResp.StreamNotFound().setStreamIdentifier(
      new shared.StreamIdentifier().setStreamName(Buffer.from('a').toString('base64')),
    ),
  );

/** An event without id and stream, as no server should send it. */
export const incompleteEvent = (): ReadResp =>
  new streams.ReadResp().setEvent(
    new streams.ReadResp.ReadEvent().setEvent(new streams.ReadResp.ReadEvent.RecordedEvent().setStreamRevision('0')),
  );
