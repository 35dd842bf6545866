import type { Backpressure } from '@ledgerdesk/event-store';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Observable, ReplaySubject, takeUntil } from 'rxjs';
import { sendEvents, type ServerSentEvent } from './event-stream.js';

/** Sends event streams and ends them all on shutdown, so that the server can close. */
@Injectable()
export class LiveStreams implements BeforeApplicationShutdown {
  private readonly closing = new ReplaySubject<void>(1);

  /** Sends events until they complete, the client disconnects or the engine stops; then unsubscribes. */
  send(reply: FastifyReply, events: (ready: Backpressure) => Observable<ServerSentEvent>): void {
    sendEvents(reply, (ready) => events(ready).pipe(takeUntil(this.closing)));
  }

  beforeApplicationShutdown(): void {
    this.closing.next();
  }
}
