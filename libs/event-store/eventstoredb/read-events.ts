import type { ClientReadableStream } from '@grpc/grpc-js';
import { convertToCommandError, StreamNotFoundError } from '@eventstore/db-client';
import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { messageOf } from '@ledgerdesk/kernel';
import type { StoredEvent } from '../port.js';
import { fromReadEvent } from './event-conversion.js';

/** The server sent an event that is not as the protocol says. */
export class UnreadableEvent extends Error {
  constructor(cause: unknown) {
    super(`The event store sent an event that cannot be read: ${messageOf(cause)}`, { cause });
  }
}

/** A call of `Streams/Read`. */
export type ReadCall = ClientReadableStream<ReadResp>;

/** Cancels a call in the next turn of the event loop: gRPC may throw if that happens within its own callback. */
export const cancelRead = (call: ReadCall): void => {
  setImmediate(() => call.cancel());
};

/**
 * Passes the events of a read to `take` until the server has sent all of them, or until `take` returns false. Rejects
 * with an error of the client, such as one for a stream that does not exist.
 */
export const readEvents = (call: ReadCall, take: (event: StoredEvent) => boolean): Promise<void> =>
  new Promise((resolve, reject) => {
    let isOver = false;
    const end = (settle: () => void): void => {
      isOver = true;
      settle();
      cancelRead(call);
    };
    const receive = (response: ReadResp): void => {
      if (response.hasStreamNotFound()) return end(() => reject(new StreamNotFoundError(undefined, '')));
      const event = response.hasEvent() ? fromReadEvent(response.getEvent()) : undefined;
      if (event && !take(event)) end(resolve);
    };
    call
      .on('data', (response: ReadResp) => {
        if (isOver) return;
        try {
          receive(response);
        } catch (error) {
          end(() => reject(new UnreadableEvent(error)));
        }
      })
      .on('error', (error: Error) => reject(convertToCommandError(error)))
      .on('end', resolve);
  });
