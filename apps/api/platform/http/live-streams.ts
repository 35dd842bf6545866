import type { Backpressure } from '@ledgerdesk/event-store';
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Observable, ReplaySubject, takeUntil } from 'rxjs';
import { STREAM_LIMIT } from '../tokens.js';
import { sendEvents, type ServerSentEvent } from './event-stream.js';
import { leaveQueue } from './request-queue.js';
import type { StreamLimit } from './stream-limit.js';

/** Sends event streams within their limits, and ends them all on shutdown, so that the server can close. */
@Injectable()
export class LiveStreams implements BeforeApplicationShutdown {
  private readonly closing = new ReplaySubject<void>(1);

  constructor(@Inject(STREAM_LIMIT) private readonly limit: StreamLimit) {}

  /**
   * Sends events until they complete, the client disconnects or the engine stops; then unsubscribes. Throws Problem if
   * the caller or its address has too many streams.
   */
  send(reply: FastifyReply, events: (ready: Backpressure) => Observable<ServerSentEvent>): void {
    if (reply.request.method !== 'HEAD') reply.raw.once('close', this.limit.begin(reply.request));
    // A stream waits for events, and must not keep requests from being handled.
    leaveQueue(reply.request.raw);
    sendEvents(reply, (ready) => events(ready).pipe(takeUntil(this.closing)));
  }

  beforeApplicationShutdown(): void {
    this.closing.next();
  }
}
