import { type Checkpoint, comparePositions, type Position, type RecordedEvent } from '@ledgerdesk/kernel';
import type { LogRange, StoredEvent } from '@ledgerdesk/event-store';

/** Decodes a stored event. Throws if it cannot. */
export type Decode = (stored: StoredEvent) => RecordedEvent;

/** A stored event with its decoded form, or with the error that decoding threw. */
export type DecodeResult =
  | { readonly stored: StoredEvent; readonly event: RecordedEvent }
  | { readonly stored: StoredEvent; readonly error: unknown };

export const tryDecode = (stored: StoredEvent, decode: Decode): DecodeResult => {
  try {
    return { stored, event: decode(stored) };
  } catch (error) {
    return { stored, error };
  }
};

/** A page of the log shared by several projections. An event is decoded once, and only if a projection handles it. */
export class DecodedPage {
  readonly scannedTo: Position;
  /** Id of the event at `scannedTo`. */
  readonly scannedToId: string | undefined;
  /** By the index of the event in the page. */
  readonly #results: (DecodeResult | undefined)[] = [];
  #types: PageTypes | undefined;

  constructor(
    private readonly from: Position,
    private readonly page: LogRange,
    private readonly decode: Decode,
  ) {
    this.scannedTo = page.scannedTo;
    this.scannedToId = page.scannedToId;
  }

  decodedEvents(types: ReadonlySet<string>): DecodeResult[] {
    const { names, typeIndexes } = (this.#types ??= typesOf(this.events));
    const isHandled = names.map((type) => types.has(type));
    if (!isHandled.includes(true)) return [];
    const results: DecodeResult[] = [];
    for (const [at, stored] of this.events.entries())
      if (isHandled[typeIndexes[at] ?? -1]) results.push(this.#decoded(at, stored));
    return results;
  }

  get events(): readonly StoredEvent[] {
    return this.page.events;
  }

  /** Returns the first half of the events; undefined if there are fewer than two. */
  firstHalf(): DecodedPage | undefined {
    const events = this.events.slice(0, Math.floor(this.events.length / 2));
    const last = events.at(-1);
    return last && new DecodedPage(this.from, { events, scannedTo: last.position, scannedToId: last.id }, this.decode);
  }

  /** The page without the events after a place; the page itself if it ends before that. */
  upTo({ position, eventId }: Pick<Checkpoint, 'position' | 'eventId'>): DecodedPage {
    if (comparePositions(this.scannedTo, position) <= 0) return this;
    const events = this.events.filter((event) => comparePositions(event.position, position) <= 0);
    return new DecodedPage(this.from, { events, scannedTo: position, scannedToId: eventId }, this.decode);
  }

  /** Returns the event of the page before the one at `position`; undefined if that is the first. */
  eventBefore(position: Position): StoredEvent | undefined {
    return this.events[this.events.findIndex((event) => event.position === position) - 1];
  }

  #decoded(at: number, stored: StoredEvent): DecodeResult {
    return (this.#results[at] ??= tryDecode(stored, this.decode));
  }
}

/** The types of the events of a page, each once, and for each event the index of its type among them. */
interface PageTypes {
  readonly names: readonly string[];
  readonly typeIndexes: readonly number[];
}

/** Lists the types of a page once. Looking up each event's type per projection is slower. */
const typesOf = (events: readonly StoredEvent[]): PageTypes => {
  const indexes = new Map<string, number>();
  const typeIndexes = events.map(({ type }) => {
    const index = indexes.get(type) ?? indexes.size;
    indexes.set(type, index);
    return index;
  });
  return { names: [...indexes.keys()], typeIndexes };
};
