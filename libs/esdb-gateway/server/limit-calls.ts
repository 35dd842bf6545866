import { ServerInterceptingCall, type ServerInterceptor, status } from '@grpc/grpc-js';
import type { ClientConnections } from './client-connections.js';

const TOO_MANY_CALLS =
  'Too many calls of this address are in progress. End subscriptions that you do not need, or retry later.';

/** Counts each call until it ends, and refuses with RESOURCE_EXHAUSTED what exceeds the limit of its client. */
export const limitCalls =
  (connections: ClientConnections): ServerInterceptor =>
  (_method, call) => {
    const end = connections.begin(call.getPeer());
    return new ServerInterceptingCall(call, {
      start: (next) =>
        next({
          onReceiveMetadata: (metadata, proceed) => {
            if (end) proceed(metadata);
            else call.sendStatus({ code: status.RESOURCE_EXHAUSTED, details: TOO_MANY_CALLS });
          },
          onCancel: () => end?.(),
        }),
      sendStatus: (sent, next) => {
        end?.();
        next(sent);
      },
    });
  };
