import type { Backpressure } from '@ledgerdesk/event-store';
import { MINUTE, type Refusal, type Timers } from '@ledgerdesk/kernel';
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  concat,
  concatMap,
  filter,
  map,
  merge,
  NEVER,
  Observable,
  of,
  type ObservableInput,
  ReplaySubject,
  takeWhile,
} from 'rxjs';
import type { Caller } from '../auth/caller.js';
import { type RightHolder, RightsChanges } from '../auth/rights-changes.js';
import type { HubSession } from '../auth/session/hub-session.js';
import { HubSessions } from '../auth/session/hub-sessions.js';
import type { ReadRecorder } from '../read-audit/read-recorder.js';
import { READ_RECORDER, STREAM_LIMIT, TIMERS } from '../tokens.js';
import { CatchUpTurns } from './catch-up-turns.js';
import { internalProblem, transientProblem } from './error-problem.js';
import { endEvent, type EventBatch, isEnd, sendEvents } from './event-stream.js';
import { problemOf } from './problem.js';
import { leaveQueue } from './request-queue.js';
import { callerKey, type StreamLimit } from './stream-limit.js';

/** The right of a member or agent to follow a stream. */
export interface FollowRight {
  readonly holder: RightHolder;
  /** The reason why the holder may not follow the stream now; undefined if they may. */
  refusal(): Promise<Refusal | undefined>;
  /** False: checked only when the right may have changed. For streams with many events for many agents. */
  readonly beforeEachBatch?: boolean;
}

/** The client that a stream is sent to. */
export interface StreamClient {
  /** Resolves when the client can take more, and other streams have had their turn. */
  readonly ready: Backpressure;
  /** Identifies the caller; undefined without one. */
  readonly caller: string | undefined;
}

/** Rights that end by time alone are checked this often. */
const RECHECK_MS = MINUTE / 4;
/** A token's life is measured in steps: timers may count by a clock that is not that of tokens. */
const LONGEST_STEP_MS = MINUTE;

const refused = (refusal: Refusal): EventBatch => [endEvent('access-lost', problemOf(refusal).document)];

/**
 * Sends event streams within their limits. Each ends, with a last event that says why, when the caller's token expires
 * or its session ends, when its member or agent loses the right to it, when the client reads too slowly, or when the
 * engine stops.
 */
@Injectable()
export class LiveStreams implements BeforeApplicationShutdown {
  private readonly closing = new ReplaySubject<void>(1);
  private readonly turns = new CatchUpTurns();

  constructor(
    @Inject(STREAM_LIMIT) private readonly limit: StreamLimit,
    @Inject(TIMERS) private readonly timers: Timers,
    private readonly rights: RightsChanges,
    private readonly sessions: HubSessions,
    @Inject(READ_RECORDER) private readonly recorder: ReadRecorder,
  ) {}

  /**
   * Sends events until they complete or the stream ends; then unsubscribes. Throws Problem if the caller or its address
   * has too many streams.
   */
  send(reply: FastifyReply, events: (client: StreamClient) => Observable<EventBatch>, right?: FollowRight): void {
    const { request } = reply;
    if (request.method !== 'HEAD') reply.raw.once('close', this.limit.begin(request));
    // A stream waits for events, and must not keep requests from being handled.
    leaveQueue(request.raw);
    sendEvents(reply, (drained) => {
      let checked: Promise<unknown> = Promise.resolve();
      const ready = async (): Promise<void> => {
        // `drained` does not know of a batch that is not written yet: its permission is checked, or it is recorded.
        await checked;
        await drained();
        await this.turns.next();
      };
      const needsRight = right !== undefined && right.beforeEachBatch !== false;
      const isRecorded = this.recorder.isRecorded(request);
      const check = (batch: EventBatch): ObservableInput<EventBatch> => {
        if (!needsRight && !isRecorded) return of(batch);
        const allowed = this.allowed(request, batch, needsRight ? right : undefined);
        checked = allowed.catch(() => undefined);
        return allowed;
      };
      const client = { ready, caller: request.caller && callerKey(request.caller) };
      const sent = events(client).pipe(concatMap(check));
      // A batch that is checked when the stream must end was allowed before, and is sent first.
      const ends = this.ends(request, right).pipe(concatMap((end) => checked.then(() => end)));
      return merge(concat(sent, of(undefined)), ends).pipe(
        takeWhile((batch) => batch !== undefined),
        takeWhile((batch) => !isEnd(batch), true),
      );
    });
  }

  beforeApplicationShutdown(): void {
    this.closing.next();
  }

  /** The batch once it may be sent and is on record, else the last one of the stream. */
  private async allowed(request: FastifyRequest, batch: EventBatch, right?: FollowRight): Promise<EventBatch> {
    const permittedBatch = right ? await permitted(batch, right) : batch;
    if (isEnd(permittedBatch)) return permittedBatch;
    try {
      await this.recorder.recordBatch(request, permittedBatch);
      return permittedBatch;
    } catch (error) {
      const problem = transientProblem(error, request) ?? internalProblem(error, request);
      return [endEvent('read-not-recorded', problem.document)];
    }
  }

  /** Emits the last event when the stream must end, whatever its source does. */
  private ends({ caller, session }: FastifyRequest, right: FollowRight | undefined): Observable<EventBatch> {
    return merge(
      this.closing.pipe(map(() => [endEvent('stopping')])),
      caller ? this.expiry(caller).pipe(map(() => [endEvent('token-expired')])) : NEVER,
      session ? this.sessionEnd(session) : NEVER,
      right ? this.loss(right) : NEVER,
    );
  }

  /** Emits when the session ends, or when it is not known whether it has. */
  private sessionEnd(session: HubSession): Observable<EventBatch> {
    return merge(
      this.sessions.endings(session).pipe(map((endedBecause) => [endEvent('session-ended', { endedBecause })])),
      this.sessions.unknown.pipe(map(() => [endEvent('sign-in-unavailable')])),
    );
  }

  /** Emits when the token of the caller expires. */
  private expiry({ expiresAt }: Caller): Observable<void> {
    return new Observable((subscriber) => {
      let cancel = (): void => undefined;
      const step = (): void => {
        const left = expiresAt * 1_000 - Date.now();
        if (left > 0) cancel = this.timers.after(Math.min(left, LONGEST_STEP_MS), step);
        else subscriber.next();
      };
      step();
      return () => cancel();
    });
  }

  /** Emits when the holder has lost the right: checked when its rights may have changed, and regularly. */
  private loss(right: FollowRight): Observable<EventBatch> {
    const checks: ObservableInput<unknown> = merge(this.rights.of(right.holder), this.every(RECHECK_MS));
    return checks.pipe(
      concatMap(() => right.refusal()),
      filter((refusal) => refusal !== undefined),
      map(refused),
    );
  }

  private every(ms: number): Observable<void> {
    return new Observable((subscriber) => {
      let cancel = (): void => undefined;
      const again = (): void => {
        subscriber.next();
        cancel = this.timers.after(ms, again);
      };
      cancel = this.timers.after(ms, again);
      return () => cancel();
    });
  }
}

/** The events, or the last one if the right to them is lost. */
const permitted = async (batch: EventBatch, right: FollowRight): Promise<EventBatch> => {
  const refusal = await right.refusal();
  return refusal ? refused(refusal) : batch;
};
