import type { Position, RecordedEvent } from '@ledgerdesk/kernel';
import type { LogPage, StoredEvent } from '@ledgerdesk/event-store';

/** Reads stored bytes; throws when it cannot. */
export type Decode = (stored: StoredEvent) => RecordedEvent;

/** A stored event with its decoded form, or with what went wrong in decoding. */
export type DecodeResult =
  | { readonly stored: StoredEvent; readonly event: RecordedEvent }
  | { readonly stored: StoredEvent; readonly fault: unknown };

export const tryDecode = (stored: StoredEvent, decode: Decode): DecodeResult => {
  try {
    return { stored, event: decode(stored) };
  } catch (fault) {
    return { stored, fault };
  }
};

/** A page of the log that several projections share: what any of them handles is decoded once, the rest never. */
export class DecodedPage {
  readonly scannedTo: Position;
  readonly #entries = new Map<Position, DecodeResult>();

  constructor(
    readonly from: Position,
    private readonly page: Pick<LogPage, 'events' | 'scannedTo'>,
    private readonly decode: Decode,
  ) {
    this.scannedTo = page.scannedTo;
  }

  decodedEvents(types: ReadonlySet<string>): DecodeResult[] {
    return this.events.filter(({ type }) => types.has(type)).map((stored) => this.#entry(stored));
  }

  get events(): readonly StoredEvent[] {
    return this.page.events;
  }

  /** The first half of the events; nothing when there are fewer than two. */
  firstHalf(): DecodedPage | undefined {
    const events = this.events.slice(0, Math.floor(this.events.length / 2));
    const last = events.at(-1);
    return last && new DecodedPage(this.from, { events, scannedTo: last.position }, this.decode);
  }

  /** The last position of this page that lies before an event of it. */
  before(position: Position): Position {
    const index = this.events.findIndex((event) => event.position === position);
    return this.events[index - 1]?.position ?? this.from;
  }

  #entry(stored: StoredEvent): DecodeResult {
    const known = this.#entries.get(stored.position);
    if (known) return known;
    const entry = tryDecode(stored, this.decode);
    this.#entries.set(stored.position, entry);
    return entry;
  }
}
