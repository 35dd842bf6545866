import { EventEmitter, once } from 'node:events';
import type { Caller } from './caller.js';

const TIMEOUT_MS = 10_000;

/** A Server-Sent Event. */
export interface ServerSentEvent {
  readonly id: string;
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const eventIn = (frame: string): ServerSentEvent => {
  const fields = Object.fromEntries(
    frame.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  );
  return {
    id: fields['id'] ?? '',
    event: fields['event'] ?? '',
    data: JSON.parse(fields['data'] ?? '{}') as ServerSentEvent['data'],
  };
};

/** A client of a Server-Sent Events stream. */
export class EventSource {
  private readonly seen: ServerSentEvent[] = [];
  private readonly received = new EventEmitter();
  private readonly abort = new AbortController();
  /** Resolves when the server ends the stream. */
  readonly ended: Promise<void>;

  private constructor(response: Response) {
    this.ended = this.read(response);
  }

  static async open(url: string, caller: Caller, lastEventId?: string): Promise<EventSource> {
    const response = await fetch(url, {
      headers: {
        ...caller.signedIn(),
        ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
      },
    });
    if (response.headers.get('content-type') !== 'text/event-stream')
      throw new Error(`${response.status}: ${await response.text()}`);
    return new EventSource(response);
  }

  get events(): readonly ServerSentEvent[] {
    return this.seen;
  }

  /** Resolves once at least `count` events are received. Throws after 10 seconds. */
  async waitFor(count: number): Promise<void> {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    while (this.seen.length < count) {
      await once(this.received, 'events', { signal }).catch(() => {
        throw new Error(`Received ${this.seen.length} of ${count} events within 10 seconds.`);
      });
    }
  }

  close(): void {
    this.abort.abort();
  }

  private async read({ body }: Response): Promise<void> {
    let rest = '';
    const decoder = new TextDecoder();
    const reader = body?.getReader();
    this.abort.signal.addEventListener('abort', () => void reader?.cancel());
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      const frames = (rest + decoder.decode(part.value as Uint8Array, { stream: true })).split('\n\n');
      rest = frames.pop() ?? '';
      this.seen.push(...frames.filter((frame) => !frame.startsWith(':')).map(eventIn));
      this.received.emit('events');
    }
  }
}
