import { type AppendPlace, placeOf, placesOf } from '@ledgerdesk/projections';
import type { Actor, EventMetadata, Position } from '@ledgerdesk/kernel';
import type { RowReader } from '@ledgerdesk/read-store';
import type { Asker, PageReader } from '@ledgerdesk/runtime';
import { Inject, Injectable } from '@nestjs/common';
import { PAGES, PROGRESS, ROWS } from '../platform/tokens.js';
import { Problem } from '../platform/http/problem.js';
import type { ReadModelProgress } from '../platform/http/ledger-position.hook.js';
import { indexPosition } from './index-position.js';
import { type EventLink, linkedEvents } from './event-links.view.js';

/** The command that recorded an event, and all events that it recorded with it. */
export interface RecordingCommand extends Pick<EventMetadata, 'commandId' | 'correlationId' | 'causationId'> {
  readonly actor: Actor;
  readonly onBehalfOf: Actor | null;
  readonly events: readonly EventLink[];
}

/** An event with what led to it and what came of it. */
export interface LinkedEventView {
  /** The event as JSON. */
  readonly json: string;
  readonly command: RecordingCommand;
  /** The event or the command's events that caused it, then their cause, and so on. */
  readonly causes: readonly EventLink[];
  /** Events that name the event or its command as their cause. */
  readonly effects: readonly EventLink[];
  readonly hasMoreEffects: boolean;
  /** Position up to which the links are known. */
  readonly position: Position;
}

/** Causes that are followed back from an event. */
const MAX_CAUSES = 20;
/** Appends that are read for the effects of an event. */
const MAX_EFFECTS = 100;
/** Limits of one read. Links are short; the events that they are made of may be long. */
const PAGE = { limit: 1_000, maxBytes: 4_194_304 };

/** Reads events with their links, which the read model `event-index` finds. */
@Injectable()
export class EventLinks {
  constructor(
    @Inject(ROWS) private readonly rows: RowReader,
    @Inject(PAGES) private readonly pages: PageReader,
    @Inject(PROGRESS) private readonly progress: ReadModelProgress,
  ) {}

  /** An event with its links. Throws Problem if there is no such event. */
  async of(eventId: string, masked: boolean, asker: Asker): Promise<LinkedEventView> {
    const position = indexPosition(this.progress);
    const place = await placeOf(this.rows, eventId);
    const { items } = place ? await this.read([place], asker, { eventId, masked }) : { items: [] };
    const found = items.find(({ json }) => json !== undefined);
    if (!place || found?.json === undefined) throw new Problem(404, 'event-not-found', 'Event not found.');
    const { correlationId, onBehalfOf } = found.metadata;
    const { commandId, causationId, actor } = found.link;
    return {
      json: found.json,
      command: {
        commandId,
        correlationId,
        causationId,
        actor,
        onBehalfOf: onBehalfOf ?? null,
        events: items.map(({ link }) => link),
      },
      causes: await this.causesOf(found.link, asker),
      ...(await this.effectsOf(found.link, place, asker)),
      position,
    };
  }

  private async causesOf(event: EventLink, asker: Asker): Promise<readonly EventLink[]> {
    const causes: EventLink[] = [];
    const seen = new Set([event.id]);
    for (let { causationId, commandId } = event; causationId !== commandId && causes.length < MAX_CAUSES;) {
      const found = (await this.causesNamed(causationId, asker)).filter(({ id }) => !seen.has(id));
      const [first] = found;
      if (!first) break;
      causes.push(...found);
      for (const { id } of found) seen.add(id);
      ({ causationId, commandId } = first);
    }
    return causes.slice(0, MAX_CAUSES);
  }

  /** The event with this id, or the events that the command with this id recorded itself. */
  private async causesNamed(id: string, asker: Asker): Promise<readonly EventLink[]> {
    const place = await placeOf(this.rows, id);
    if (place) return (await this.linksAt([place], asker)).filter((link) => link.id === id);
    const places = await placesOf(this.rows, { by: 'causation', id }, { order: 'asc', limit: MAX_CAUSES });
    return (await this.linksAt(places, asker)).filter(({ commandId }) => commandId === id);
  }

  private async effectsOf({ id, commandId }: EventLink, own: AppendPlace, asker: Asker) {
    const range = { order: 'asc', limit: MAX_EFFECTS + 2 } as const;
    const found = await Promise.all(
      [id, commandId].map((cause) => placesOf(this.rows, { by: 'causation', id: cause }, range)),
    );
    const places = found.flat().filter(({ key }) => key !== own.key);
    return {
      effects: await this.linksAt(places.slice(0, MAX_EFFECTS), asker),
      hasMoreEffects: places.length > MAX_EFFECTS,
    };
  }

  private async linksAt(places: readonly AppendPlace[], asker: Asker): Promise<readonly EventLink[]> {
    if (places.length === 0) return [];
    return (await this.read(places, asker, { masked: true })).items.map(({ link }) => link);
  }

  private read(
    places: readonly AppendPlace[],
    asker: Asker,
    what: { readonly eventId?: string; readonly masked: boolean },
  ) {
    return this.pages.read(linkedEvents, { params: { places, ...what }, ...PAGE }, asker);
  }
}
