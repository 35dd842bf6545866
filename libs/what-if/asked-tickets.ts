import { pagesOf, type StoredEvent, streamPagesOf } from '@ledgerdesk/event-store';
import { prefixOf } from '@ledgerdesk/events';
import { comparePositions, type Instant, later, type Position } from '@ledgerdesk/kernel';
import { LRUCache } from 'lru-cache';
import type { ClearLog } from './fact-states.js';

/** Maximum number of tickets that are read one by one. The whole log is read for more: it need not fit into memory. */
const MAX_TICKETS = 10_000;
/** Tickets of other teams that are remembered. One that is forgotten is read, and its events are left out then. */
const MAX_OTHERS = 100_000;
const PAGE = { limit: 1_000, maxBytes: 1_048_576 };
const TICKETS = prefixOf('ticket');
/** Types of the events with which a clock starts, in the log or under other policies. */
const STARTS: readonly string[] = ['TicketOpened', 'TicketReplied', 'ResponseClockStarted'];
/** A clock from another ticket may have started long before. */
const RECEIVED = 'TicketMergeReceived';

/** The clocks that a question is about. */
export interface AskedClocks {
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
  /** Default: all teams. */
  readonly teams?: readonly string[] | undefined;
}

/** Streams with all events of some tickets, and the time of the last event of the log. */
export interface AskedTickets {
  readonly streams: readonly string[];
  readonly endedAt: Instant;
}

interface Search {
  /** Types of the events that a derivation reads. */
  readonly types: readonly string[];
  readonly onPage?: ((scannedTo: Position) => void | Promise<void>) | undefined;
  /** Default: as many as fit into memory. */
  readonly maxTickets?: number | undefined;
}

/** Collects the tickets that may have a clock which is asked about, without decoding more than openings. */
class TicketSearch {
  readonly found = new Set<string>();
  endedAt: Instant = '';
  private readonly others = new LRUCache<string, true>({ max: MAX_OTHERS });
  private readonly teams: ReadonlySet<unknown> | undefined;

  constructor(
    private readonly log: ClearLog,
    private readonly asked: AskedClocks,
  ) {
    this.teams = asked.teams && new Set(asked.teams);
  }

  add(stored: StoredEvent): void {
    this.endedAt = later(stored.occurredAt, this.endedAt);
    const { stream } = stored;
    if (!stream.startsWith(TICKETS)) return;
    if (stored.type === 'TicketOpened' && !this.isOfTeam(stored)) this.others.set(stream, true);
    if (this.mayStart(stored) && !this.others.has(stream)) this.found.add(stream);
  }

  private isOfTeam(stored: StoredEvent): boolean {
    if (!this.teams) return true;
    const { data } = this.log.decode(stored);
    return 'teamId' in data && this.teams.has(data.teamId);
  }

  private mayStart({ type, occurredAt }: StoredEvent): boolean {
    const { from = '', to } = this.asked;
    if (type === RECEIVED) return occurredAt >= from;
    return STARTS.includes(type) && occurredAt >= from && (to === undefined || occurredAt < to);
  }
}

/**
 * Finds the tickets that a question is about, so that the others need not be decoded. Undefined if it is about all, or
 * about so many that reading the whole log is better.
 */
export const findTickets = async (
  log: ClearLog,
  asked: AskedClocks,
  { types, onPage, maxTickets = MAX_TICKETS }: Search,
): Promise<AskedTickets | undefined> => {
  if (asked.from === undefined && asked.to === undefined && !asked.teams) return undefined;
  const search = new TicketSearch(log, asked);
  for await (const { events, scannedTo } of pagesOf(log.log, { filter: { types } })) {
    for (const stored of events) if (comparePositions(stored.position, log.until) <= 0) search.add(stored);
    if (search.found.size > maxTickets) return undefined;
    await onPage?.(scannedTo);
    if (comparePositions(scannedTo, log.until) >= 0) break;
  }
  return { streams: [...search.found], endedAt: search.endedAt };
};

/** The events of some types in streams, in the order of the log. `onPage` is called after each stream. */
export const eventsOfStreams = async (
  { log, until }: ClearLog,
  streams: readonly string[],
  { types, onPage }: { readonly types: readonly string[]; readonly onPage: () => Promise<void> },
): Promise<readonly StoredEvent[]> => {
  const found: StoredEvent[] = [];
  for (const stream of streams) {
    for await (const page of streamPagesOf(log, stream, PAGE))
      found.push(
        ...page.filter(({ type, position }) => types.includes(type) && comparePositions(position, until) <= 0),
      );
    await onPage();
  }
  return found.sort((a, b) => comparePositions(a.position, b.position));
};
