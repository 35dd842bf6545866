import type { Metadata, sendUnaryData, ServerUnaryCall } from '@grpc/grpc-js';
import type { OpenCalls } from './open-calls.js';
import { toRpcError } from './rpc-error.js';

/** What a call needs: writing includes the management of groups. */
export type Right = 'read' | 'write';

/** Throws RpcError unless the metadata of a call authenticate a user who has the right. */
export type Authenticate = (metadata: Metadata, right: Right) => void;

/**
 * Sends what `handle` resolves with, or the status for what it throws. Meanwhile the call is one of `calls`, which may
 * end it before.
 */
export const reply = <Response>(
  calls: OpenCalls,
  handle: () => Promise<Response>,
  callback: sendUnaryData<Response>,
): void => {
  let isOpen = true;
  const end: sendUnaryData<Response> = (...outcome) => {
    if (isOpen) callback(...outcome);
    isOpen = false;
    remove();
  };
  const remove = calls.add((error) => end(error));
  handle().then(
    (response) => end(null, response),
    (error: unknown) => end(toRpcError(error)),
  );
};

/** Handles a unary call: authenticates it, then replies. */
export const unary =
  <Request, Response>(
    calls: OpenCalls,
    authenticate: Authenticate,
    right: Right,
    handle: (request: Request) => Promise<Response>,
  ) =>
  (call: ServerUnaryCall<Request, Response>, callback: sendUnaryData<Response>): void =>
    reply(
      calls,
      async () => {
        authenticate(call.metadata, right);
        return handle(call.request);
      },
      callback,
    );

/** Ends a streaming call with a status. `destroy` would leave the client waiting for one. */
export const endWithError = (call: { emit(event: 'error', error: Error): boolean }, error: unknown): void => {
  call.emit('error', toRpcError(error));
};
