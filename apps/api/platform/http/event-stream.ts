import type { Backpressure } from '@ledgerdesk/event-store';
import { isPosition, type Position } from '@ledgerdesk/kernel';
import type { FastifyReply } from 'fastify';
import { PassThrough } from 'node:stream';
import type { Observable } from 'rxjs';
import { Problem } from './problem.js';

/** One Server-Sent Event; `id` is what a client sends back as `Last-Event-ID`. */
export interface ServerSentEvent {
  readonly id: string;
  readonly event: string;
  readonly data: object;
}

/** Proxies take a connection that says nothing for a dead one. */
const ALIVE_MS = 15_000;

const frameOf = ({ id, event, data }: ServerSentEvent): string =>
  `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/** Resolves when the client has taken what was written, or has gone. */
const taken = (body: PassThrough): Promise<void> =>
  body.writableNeedDrain
    ? new Promise((resolve) => {
        body.once('drain', resolve).once('close', resolve);
      })
    : Promise.resolve();

/** Sends events until there are no more, or until the client goes; `ready` says when the client can take more. */
export const sendEvents = (reply: FastifyReply, events: (ready: Backpressure) => Observable<ServerSentEvent>): void => {
  const body = new PassThrough();
  const sayAlive = (): void => void body.write(': alive\n\n');
  // At once, too: without a first word the headers would not leave.
  sayAlive();
  const alive = setInterval(sayAlive, ALIVE_MS);
  const sent = events(() => taken(body)).subscribe({
    next: (event) => body.write(frameOf(event)),
    error: (fault: Error) => body.destroy(fault),
    complete: () => body.end(),
  });
  body.once('close', () => {
    clearInterval(alive);
    sent.unsubscribe();
  });
  void reply.type('text/event-stream').header('cache-control', 'no-store').header('x-accel-buffering', 'no').send(body);
};

const notSent = (): Problem =>
  new Problem(400, 'malformed-header', 'Last-Event-ID takes the id of an event that this stream has sent.');

/** The revision in `Last-Event-ID`; -1 without one. */
export const lastRevision = (header: string | undefined): number => {
  if (header === undefined || header === '') return -1;
  if (!/^\d{1,15}$/.test(header)) throw notSent();
  return Number(header);
};

/** The position in `Last-Event-ID`, if there is one. */
export const lastPosition = (header: string | undefined): Position | undefined => {
  if (header === undefined || header === '') return undefined;
  if (!isPosition(header)) throw notSent();
  return header;
};
