import type { ServerDuplexStream } from '@grpc/grpc-js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/persistent_pb.js';

/** The call of one consumer. */
export type ReadCall = ServerDuplexStream<ReadReq, ReadResp>;
