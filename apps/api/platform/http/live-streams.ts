import type { Backpressure } from '@ledgerdesk/event-store';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Observable, ReplaySubject, takeUntil } from 'rxjs';
import { sendEvents, type ServerSentEvent } from './event-stream.js';

/** Streams that last until the client goes, or until the engine stops: they would keep the server from closing. */
@Injectable()
export class LiveStreams implements BeforeApplicationShutdown {
  private readonly closing = new ReplaySubject<void>(1);

  /** Sends events; whatever they come from is let go of in the end. */
  send(reply: FastifyReply, events: (ready: Backpressure) => Observable<ServerSentEvent>): void {
    sendEvents(reply, (ready) => events(ready).pipe(takeUntil(this.closing)));
  }

  beforeApplicationShutdown(): void {
    this.closing.next();
  }
}
