import {
  type handleServerStreamingCall,
  type handleUnaryCall,
  Metadata,
  type sendUnaryData,
  Server,
  ServerCredentials,
  type ServerReadableStream,
  type ServerUnaryCall,
  status,
} from '@grpc/grpc-js';
import featuresGrpc from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import gossipGrpc from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import type { ClusterInfo } from '@eventstore/db-client/generated/gossip_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { AppendReq, AppendResp, ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';

/** How a node answers an append whose messages have arrived. */
export type AnswerAppend = (
  respond: sendUnaryData<AppendResp>,
  call: ServerReadableStream<AppendReq, AppendResp>,
) => void;

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

/** The answer to an append that was recorded. */
export const recorded = (revision = 0): AppendResp =>
  new streams.AppendResp().setSuccess(
    new streams.AppendResp.Success()
      .setCurrentRevision(String(revision))
      .setPosition(new streams.AppendResp.Position().setCommitPosition('7').setPreparePosition('7')),
  );

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
  /** The header `authorization` of each call; undefined if it had none. */
  readonly authorizations: (string | undefined)[] = [];
  answerAppend: AnswerAppend = (respond) => respond(null, recorded());
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
      append: (call: ServerReadableStream<AppendReq, AppendResp>, respond: sendUnaryData<AppendResp>) => {
        this.note('append', call.metadata);
        call.on('data', () => undefined).on('end', () => this.answerAppend(respond, call));
      },
      read: (call: Parameters<typeof this.answerRead>[0]) => {
        this.note('read', call.metadata);
        this.answerRead(call);
      },
      batchAppend: ({ metadata }: { readonly metadata: Metadata }) => this.note('batchAppend', metadata),
      delete: () => undefined,
      tombstone: () => undefined,
    });
    this.#server.addService(featuresGrpc.ServerFeaturesService, {
      getSupportedMethods: (call: ServerUnaryCall<unknown, unknown>, respond: sendUnaryData<unknown>) => {
        this.note('getSupportedMethods', call.metadata);
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

  private note(call: string, metadata: Metadata): void {
    this.calls.push(call);
    this.authorizations.push(metadata.get('authorization')[0]?.toString());
  }
}

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
