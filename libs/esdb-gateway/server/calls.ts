import type { ServerDuplexStream } from '@grpc/grpc-js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/persistent_pb.js';
import { asFault } from '../protocol/rpc-error.js';

/** One consumer's call. */
export type ReadCall = ServerDuplexStream<ReadReq, ReadResp>;

/** Ends a call with a status; `destroy` would leave the client waiting for one. */
export const fail = (call: ReadCall, fault: unknown): void => void call.emit('error', asFault(fault));
