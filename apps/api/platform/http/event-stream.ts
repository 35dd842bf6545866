import type { Backpressure } from '@ledgerdesk/event-store';
import { isPosition, type Position } from '@ledgerdesk/kernel';
import type { FastifyReply } from 'fastify';
import { PassThrough, Readable } from 'node:stream';
import { type Observable, Subscription } from 'rxjs';
import { Problem } from './problem.js';
import { parseRevision } from './revision.js';

/** A Server-Sent Event. Clients send `id` back as `Last-Event-ID`. */
export interface ServerSentEvent {
  /** Absent for the event that ends a stream: clients keep the id of the event before it. */
  readonly id?: string;
  readonly event: string;
  /** An object, or its JSON text. */
  readonly data: object | string;
}

/** Events that are sent together, in order. */
export type EventBatch = readonly ServerSentEvent[];

/** Why the engine ends an event stream that its source would continue. */
export type EndReason =
  | 'token-expired'
  | 'session-ended'
  | 'sign-in-unavailable'
  | 'access-lost'
  | 'read-not-recorded'
  | 'too-slow'
  | 'too-far-behind'
  | 'stopping';

/** The last event of a stream that the engine ends. */
export const endEvent = (reason: EndReason, details: object = {}): ServerSentEvent => ({
  event: END,
  data: { reason, ...details },
});

const END = 'end';

/** Returns true if a batch ends its stream. */
export const isEnd = (batch: EventBatch): boolean => batch.some(({ event }) => event === END);

/** Below the idle timeout of common proxies. */
const KEEP_ALIVE_MS = 15_000;
/** Bytes that wait for a client before its stream ends. It may resume after the last event that it has read. */
const MAX_WAITING_BYTES = 1_048_576;

const frameOf = ({ id, event, data }: ServerSentEvent): string =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\n` +
  `data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;

/** Resolves once the client has read the buffered events or has disconnected. */
const drained = (body: PassThrough): Promise<void> =>
  body.writableNeedDrain
    ? new Promise((resolve) => {
        const done = (): void => {
          body.off('drain', done).off('close', done);
          resolve();
        };
        body.once('drain', done).once('close', done);
      })
    : Promise.resolve();

/**
 * Sends events until they complete or the client disconnects. `ready` resolves when the client can take more. Ends the
 * stream of a client that reads more slowly than events occur. A HEAD request gets the headers only, without a
 * subscription that nothing would end.
 */
export const sendEvents = (reply: FastifyReply, events: (ready: Backpressure) => Observable<EventBatch>): void => {
  void reply.type('text/event-stream').header('cache-control', 'no-store').header('x-accel-buffering', 'no');
  if (reply.request.method === 'HEAD') return void reply.send(Readable.from([]));
  const body = new PassThrough();
  const keepAlive = (): void => {
    if (!body.writableNeedDrain) body.write(': alive\n\n');
  };
  // The first chunk sends the response headers immediately.
  keepAlive();
  const timer = setInterval(keepAlive, KEEP_ALIVE_MS);
  const subscription = new Subscription();
  const stop = (): void => {
    clearInterval(timer);
    subscription.unsubscribe();
  };
  const next = (batch: EventBatch): void => {
    if (body.writableLength <= MAX_WAITING_BYTES) return void body.write(batch.map(frameOf).join(''));
    stop();
    body.end(frameOf(endEvent('too-slow')));
  };
  const observer = {
    next: (batch: EventBatch) => {
      // A source may emit several batches before it notices that it was left.
      if (!body.writableEnded && batch.length > 0) next(batch);
    },
    error: (error: Error) => body.destroy(error),
    complete: () => body.end(),
  };
  subscription.add(events(() => drained(body)).subscribe(observer));
  body.once('close', stop);
  void reply.send(body);
};

const invalidLastEventId = (): Problem =>
  new Problem(400, 'malformed-header', 'Invalid Last-Event-ID. Send the id of an event received from this stream.');

/** The revision in `Last-Event-ID`; -1 without the header. Throws Problem for any other value. */
export const lastRevision = (header: string | undefined): number => {
  if (header === undefined || header === '') return -1;
  const revision = parseRevision(header);
  if (revision === undefined) throw invalidLastEventId();
  return revision;
};

/** The position in `Last-Event-ID`; undefined without the header. Throws Problem for any other value. */
export const lastPosition = (header: string | undefined): Position | undefined => {
  if (header === undefined || header === '') return undefined;
  if (!isPosition(header)) throw invalidLastEventId();
  return header;
};
