import type { Backpressure } from '@ledgerdesk/event-store';
import { isPosition, type Position } from '@ledgerdesk/kernel';
import type { FastifyReply } from 'fastify';
import { PassThrough, Readable } from 'node:stream';
import type { Observable } from 'rxjs';
import { Problem } from './problem.js';
import { parseRevision } from './revision.js';

/** A Server-Sent Event. Clients send `id` back as `Last-Event-ID`. */
export interface ServerSentEvent {
  readonly id: string;
  readonly event: string;
  readonly data: object;
}

/** Below the idle timeout of common proxies. */
const KEEP_ALIVE_MS = 15_000;

const frameOf = ({ id, event, data }: ServerSentEvent): string =>
  `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/** Resolves once the client has read the buffered events or has disconnected. */
const drained = (body: PassThrough): Promise<void> =>
  body.writableNeedDrain
    ? new Promise((resolve) => {
        body.once('drain', resolve).once('close', resolve);
      })
    : Promise.resolve();

/**
 * Sends events until they complete or the client disconnects. `ready` resolves when the client can take more. A HEAD
 * request gets the headers only, without a subscription that nothing would end.
 */
export const sendEvents = (reply: FastifyReply, events: (ready: Backpressure) => Observable<ServerSentEvent>): void => {
  void reply.type('text/event-stream').header('cache-control', 'no-store').header('x-accel-buffering', 'no');
  if (reply.request.method === 'HEAD') return void reply.send(Readable.from([]));
  const body = new PassThrough();
  const keepAlive = (): void => void body.write(': alive\n\n');
  // The first chunk sends the response headers immediately.
  keepAlive();
  const timer = setInterval(keepAlive, KEEP_ALIVE_MS);
  const subscription = events(() => drained(body)).subscribe({
    next: (event) => body.write(frameOf(event)),
    error: (error: Error) => body.destroy(error),
    complete: () => body.end(),
  });
  body.once('close', () => {
    clearInterval(timer);
    subscription.unsubscribe();
  });
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
