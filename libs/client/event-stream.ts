import { createParser } from 'eventsource-parser';
import { abortWith } from './abort.js';
import { after as callAfter } from './after.js';
import { ApiProblem, isProblem, NoResponse } from './api-problem.js';
import type { ServerSentEvent } from './event-types.js';
import { backoffMs, isPassing, pause } from './retry.js';
import type { OutgoingRequest, Transport } from './transport.js';

/** How a client follows an event stream. */
export interface FollowOptions {
  /** Resume after the event with this id. */
  readonly lastEventId?: string;
  /** Reconnect when nothing arrives for this time. Default: 45 seconds, in which the engine sends three heartbeats. */
  readonly idleMs?: number;
  /** Ends the stream, as leaving the loop does. */
  readonly signal?: AbortSignal;
  /** Called before a wait for the next connection, with what ended the last one. */
  readonly onReconnect?: (cause: unknown, delayMs: number) => void;
}

/** A request for an event stream, and how it behaves. */
export interface StreamRequest extends OutgoingRequest {
  /** Whether the stream starts at a place that the request names, instead of now. */
  readonly hasStart: boolean;
  /** Whether a stream that closes is over. Others are opened again. */
  readonly closes: boolean;
}

/** The stream was closed by the engine, or by something in between. `reason` is the engine's, if it gave one. */
export class StreamClosed extends Error {
  override readonly name = 'StreamClosed';

  constructor(
    readonly reason: string | undefined,
    options?: ErrorOptions,
  ) {
    super(`The event stream was closed${reason === undefined ? '' : `: ${reason}`}.`, options);
  }
}

/** Data of the event `end`. */
interface End {
  readonly reason: string;
  /** With `too-far-behind`: the page of the log to read on at. */
  readonly next?: string;
}

/** A page of the log, as far as the stream needs it. */
interface LoggedPage {
  readonly items: readonly { readonly position: string }[];
  readonly next?: string;
}

const IDLE_MS = 45_000;
/** More than the largest event of the log. */
const MAX_EVENT_LENGTH = 4 * 1_048_576;
/** Reasons after which a stream may be opened again at once. */
const RESUMED_AT_ONCE: readonly (string | undefined)[] = ['token-expired', 'too-slow', 'too-far-behind'];

/** Starts to wait for data. Returns a function that ends the wait. */
type Waiting = () => () => void;

/** The text of a response as it arrives. Throws StreamClosed if the connection breaks. */
async function* textsOf({ body }: Response, waiting: Waiting): AsyncGenerator<string> {
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  const read = async () => {
    const arrived = waiting();
    try {
      return await reader?.read();
    } catch (cause) {
      throw new StreamClosed(undefined, { cause });
    } finally {
      arrived();
    }
  };
  try {
    for (let part = await read(); part && !part.done; part = await read()) yield part.value;
  } finally {
    // Frees the connection when the consumer leaves. A broken one cannot be cancelled.
    await reader?.cancel().catch(() => undefined);
  }
}

/** The events of one response. `onData` is called for heartbeats too. */
async function* eventsIn(response: Response, waiting: Waiting, onData: () => void): AsyncGenerator<ServerSentEvent> {
  const events: ServerSentEvent[] = [];
  const parser = createParser({
    onEvent: ({ id, event = 'message', data }) => events.push({ id, event, data: JSON.parse(data) as unknown }),
    onError: (error) => {
      if (error.type === 'max-buffer-size-exceeded') throw error;
    },
    maxBufferSize: MAX_EVENT_LENGTH,
  });
  for await (const text of textsOf(response, waiting)) {
    onData();
    parser.feed(text);
    yield* events.splice(0);
  }
}

/** An event stream that is opened again, after the last event, whenever it breaks. */
class Following {
  private lastEventId: string | undefined;
  private failures = 0;

  constructor(
    private readonly transport: Transport,
    private readonly request: StreamRequest,
    private readonly options: FollowOptions,
  ) {
    this.lastEventId = options.lastEventId;
  }

  /** Yields events until the stream is over or aborted. Throws ApiProblem for a refusal that does not pass. */
  async *events(): AsyncGenerator<ServerSentEvent> {
    const { signal } = this.options;
    while (!signal?.aborted) {
      try {
        yield* this.connection();
        if (this.request.closes) return;
        throw new StreamClosed(undefined);
      } catch (error) {
        if (signal?.aborted) return;
        await this.recover(error);
      }
    }
  }

  /** Opens the stream once. Throws StreamClosed when the engine ends it. */
  private async *connection(): AsyncGenerator<ServerSentEvent> {
    const { signal, idleMs = IDLE_MS } = this.options;
    const connection = new AbortController();
    const unlink = abortWith(signal, connection);
    // Only while the consumer waits: it may take its time with what has arrived.
    const waiting = () => callAfter(idleMs, () => connection.abort(new Error(`Nothing arrived for ${idleMs} ms.`)));
    try {
      const response = await this.transport.open({
        ...this.request,
        headers: {
          ...this.request.headers,
          accept: 'text/event-stream',
          ...(this.lastEventId !== undefined && { 'last-event-id': this.lastEventId }),
        },
        signal: connection.signal,
      });
      if (this.lastEventId === undefined && !this.request.hasStart) yield { id: undefined, event: 'reset', data: {} };
      let parts = 0;
      const onData = (): void => {
        // The engine greets each connection. What comes later shows that the connection lasts.
        if ((parts += 1) > 1) this.failures = 0;
      };
      for await (const event of eventsIn(response, waiting, onData)) yield* this.received(event);
    } finally {
      unlink();
      // A consumer may leave before the response is read.
      connection.abort();
    }
  }

  private async *received(event: ServerSentEvent): AsyncGenerator<ServerSentEvent> {
    if (event.event !== 'end') {
      if (event.id !== undefined) this.lastEventId = event.id;
      yield event;
      return;
    }
    const { reason, next } = event.data as End;
    if (isProblem(event.data)) throw new ApiProblem(event.data, event.data.instance ?? null, undefined);
    if (next !== undefined) yield* this.missed(next);
    throw new StreamClosed(reason);
  }

  /** The events of the log that a stream has not sent, in pages from `next` on. */
  private async *missed(next: string): AsyncGenerator<ServerSentEvent> {
    const target = new URL(next, 'http://engine');
    for (let after = target.searchParams.get('after') ?? undefined; after !== undefined;) {
      target.searchParams.set('after', after);
      // Pages may have no items: the stream is opened again after what they have passed over.
      this.lastEventId = after;
      const { signal } = this.options;
      const { pathname, search } = target;
      const request = { method: 'GET', target: pathname + search, headers: this.request.headers, signal };
      const { body } = await this.transport.send(request);
      const page = JSON.parse(typeof body === 'string' ? body : await body.text()) as LoggedPage;
      for (const item of page.items) {
        this.lastEventId = item.position;
        yield { id: item.position, event: 'recorded', data: item };
      }
      after = page.next;
    }
  }

  /** Waits until the stream may be opened again. Throws the failure if it may not. */
  private async recover(failure: unknown): Promise<void> {
    const isBroken = failure instanceof StreamClosed || failure instanceof NoResponse;
    if (!isBroken && !isPassing(failure)) throw failure;
    const delay = this.delayAfter(failure);
    this.failures += 1;
    this.options.onReconnect?.(failure, delay);
    if (delay > 0) await pause(delay, this.options.signal).catch(() => undefined);
  }

  private delayAfter(failure: StreamClosed | NoResponse | ApiProblem): number {
    if (this.failures === 0 && failure instanceof StreamClosed && RESUMED_AT_ONCE.includes(failure.reason)) return 0;
    const backoff = backoffMs(this.failures, this.transport.retry);
    const asked = failure instanceof ApiProblem ? (failure.retryAfterSeconds ?? 0) * 1_000 : 0;
    return Math.max(backoff, asked);
  }
}

/** The events of a stream, which is opened again whenever it breaks. */
export const follow = (
  transport: Transport,
  request: StreamRequest,
  options: FollowOptions,
): AsyncGenerator<ServerSentEvent> => new Following(transport, request, options).events();
