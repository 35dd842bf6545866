import type { Metadata, sendUnaryData, ServerUnaryCall } from '@grpc/grpc-js';
import { toRpcError } from './rpc-error.js';

/** Throws RpcError unless the metadata of a call authenticate it. */
export type Authenticate = (metadata: Metadata) => void;

/** Sends what `handle` resolves with, or the status for what it throws. */
export const reply = <Response>(handle: () => Promise<Response>, callback: sendUnaryData<Response>): void => {
  handle().then(
    (response) => callback(null, response),
    (error: unknown) => callback(toRpcError(error)),
  );
};

/** Handles a unary call: authenticates it, then replies. */
export const unary =
  <Request, Response>(authenticate: Authenticate, handle: (request: Request) => Promise<Response>) =>
  (call: ServerUnaryCall<Request, Response>, callback: sendUnaryData<Response>): void =>
    reply(async () => {
      authenticate(call.metadata);
      return handle(call.request);
    }, callback);

/** Ends a streaming call with a status. `destroy` would leave the client waiting for one. */
export const endWithError = (call: { emit(event: 'error', error: Error): boolean }, error: unknown): void => {
  call.emit('error', toRpcError(error));
};
