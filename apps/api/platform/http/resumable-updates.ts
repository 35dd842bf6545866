import { EngineClock, LOG_VIEW, type ViewedLog } from '@ledgerdesk/application';
import { DAY, millisOf, type Position } from '@ledgerdesk/kernel';
import { type EventView, Followers } from '@ledgerdesk/runtime';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { concat, concatMap, defer, merge, NEVER, type Observable, of } from 'rxjs';
import { assertReached } from '../as-of/assert-reached.js';
import { type EventBatch, lastPosition, type ServerSentEvent } from './event-stream.js';
import { type FollowRight, LiveStreams, type StreamClient } from './live-streams.js';

/** A client that was disconnected for longer gets `reset` and reloads everything. */
const MAX_RESUME_MS = DAY;
/** A client that has missed more pages of events is told to load everything again. */
const MAX_PAGES = 50;

/** Tells the client to load everything again. */
const resetAt = (position: Position): ServerSentEvent => ({ id: position, event: 'reset', data: {} });

/** What a stream of updates sends, and to whom. */
export interface Updates<Params> {
  readonly view: EventView<Params, ServerSentEvent>;
  readonly params: Params;
  /** `Last-Event-ID` of the request. */
  readonly lastEventId: string | undefined;
  /** The right to the stream; undefined if it lasts as long as the token. */
  readonly right?: FollowRight;
  /** Updates that are not in the log, sent without an id. They must not complete before the stream. */
  readonly ephemeral?: Observable<EventBatch>;
}

/**
 * Sends what a view shows of the log, from now on or after `Last-Event-ID`. A client that was away for too long, or has
 * missed too much, is told by `reset` to load everything again.
 */
@Injectable()
export class ResumableUpdates {
  constructor(
    private readonly clock: EngineClock,
    private readonly followers: Followers,
    private readonly streams: LiveStreams,
    @Inject(LOG_VIEW) private readonly log: ViewedLog,
  ) {}

  /** Throws Problem for a malformed `Last-Event-ID`, and if the caller has too many streams. */
  async send<Params>(reply: FastifyReply, updates: Updates<Params>): Promise<void> {
    const head = await this.log.head();
    const after = lastPosition(updates.lastEventId);
    if (after !== undefined) await assertReached(this.log, after, 'Last-Event-ID');
    const isReset = after !== undefined && (await this.isTooOld(after));
    const reset = isReset ? [resetAt(head)] : [];
    const recorded = (client: StreamClient): Observable<EventBatch> =>
      concat(of(reset), this.after(isReset ? head : (after ?? head), updates, client));
    const { right, ephemeral = NEVER } = updates;
    this.streams.send(reply, (client) => merge(recorded(client), ephemeral), right);
  }

  /** The updates after a position. After too many missed events, `reset` and the new ones. */
  private after<Params>(after: Position, updates: Updates<Params>, client: StreamClient): Observable<EventBatch> {
    const { view, params } = updates;
    return this.followers
      .follow(view, { params, after, maxPages: MAX_PAGES, ...client })
      .pipe(concatMap((message) => (message.kind === 'items' ? of(message.items) : this.startOver(updates, client))));
  }

  private startOver<Params>(updates: Updates<Params>, client: StreamClient): Observable<EventBatch> {
    return defer(() => this.log.head()).pipe(
      concatMap((head) => concat(of([resetAt(head)]), this.after(head, updates, client))),
    );
  }

  private async isTooOld(position: Position): Promise<boolean> {
    const {
      events: [next],
    } = await this.log.readAll({ after: position, limit: 1 });
    return next !== undefined && millisOf(this.clock.now()) - millisOf(next.recordedAt) > MAX_RESUME_MS;
  }
}
