import { pagesOf, START, type StoredEvent } from '@ledgerdesk/event-store';
import { prefixOf } from '@ledgerdesk/events';
import { comparePositions, type Instant, later, type Position, type RecordedEvent } from '@ledgerdesk/kernel';
import { type AskedClocks, eventsOfStreams, findTickets } from './asked-tickets.js';
import type { ClockPair } from './clock-pair.js';
import type { Carried } from './command-of.js';
import type { DecidingPolicies } from './deciding-policies.js';
import { type ClearLog, FACT_EVENTS, FactStates, readFacts } from './fact-states.js';
import { deriveTicket } from './one-ticket.js';
import { type FactSource, factsOf } from './step-facts.js';
import { TicketClocks } from './ticket-clocks.js';
import { eventIn, STEP_EVENTS, StepCollector, type TicketStep } from './ticket-step.js';

const TICKETS = prefixOf('ticket');
/** Events that are applied before progress is reported. */
const EVENTS_AT_ONCE = 1_000;
const TYPES: readonly string[] = [...STEP_EVENTS, ...FACT_EVENTS];

export interface DeriveOptions {
  readonly log: ClearLog;
  readonly policies: DecidingPolicies;
  /** The clocks that are asked about: others need not be derived. Default: all. */
  readonly asked?: AskedClocks;
  /** Tickets that are read one by one rather than with the whole log, at most. */
  readonly maxTickets?: number;
  /** Called with each clock that has ended, and in the end with those that still run. */
  readonly onClock: (pair: ClockPair, clocks: TicketClocks) => void;
  /**
   * Called after each page of the log, and again with the last position while tickets are read one by one. May throw to
   * end the derivation.
   */
  readonly onPage?: (scannedTo: Position) => void | Promise<void>;
}

/** How a derivation has ended. */
export interface Derived {
  /** The time of the last event: timers that are due before it have fired. */
  readonly endedAt: Instant;
  /** Number of commands that the derived states forbade. */
  readonly undecided: number;
}

/** Derives the clocks of a whole log in one pass. Keeps the tickets that are not closed, add-ons and Champions. */
class LogDerivation {
  private readonly tickets = new Map<string, TicketClocks>();
  private readonly carried = new Map<string, Carried | undefined>();
  private readonly facts: FactStates;
  private readonly source: FactSource;
  private readonly steps = new StepCollector();
  private readonly teams: ReadonlySet<unknown> | undefined;
  /** True if only the streams of some tickets are read: then facts are read from their streams too. */
  private readsStreams = false;
  private endedAt: Instant = '';
  private undecided = 0;
  private scannedTo: Position = START;

  constructor(private readonly options: DeriveOptions) {
    const { log, policies, asked: { teams } = {} } = options;
    this.teams = teams && new Set(teams);
    this.facts = new FactStates(log);
    this.source = {
      opening: (opening) => (this.readsStreams ? readFacts(log, opening) : this.facts.of(opening)),
      carried: async (from, until) => {
        if (!this.carried.has(from)) return (await deriveTicket({ ...log, until }, policies, from)).clocks.carried;
        const carried = this.carried.get(from);
        this.carried.delete(from);
        return carried;
      },
    };
  }

  async run(): Promise<Derived> {
    const { log, asked = {}, maxTickets } = this.options;
    const onPage = (scannedTo?: Position) => this.progress(scannedTo);
    const tickets = await findTickets(log, asked, { types: TYPES, onPage, maxTickets });
    if (!tickets) return this.readLog();
    this.readsStreams = true;
    const events = await eventsOfStreams(log, tickets.streams, { types: TYPES, onPage });
    for (const [index, stored] of events.entries()) {
      await this.add(stored);
      if (index % EVENTS_AT_ONCE === EVENTS_AT_ONCE - 1) await onPage();
    }
    this.endedAt = tickets.endedAt;
    return this.end();
  }

  private async readLog(): Promise<Derived> {
    const { log } = this.options;
    for await (const { events, scannedTo } of pagesOf(log.log, { filter: { types: TYPES } })) {
      for (const stored of events) {
        if (comparePositions(stored.position, log.until) > 0) return this.end();
        await this.add(stored);
      }
      await this.progress(scannedTo);
      if (comparePositions(scannedTo, log.until) >= 0) break;
    }
    return this.end();
  }

  /** A log that is read a second time is behind what was reported. */
  private async progress(scannedTo = this.scannedTo): Promise<void> {
    if (comparePositions(scannedTo, this.scannedTo) > 0) this.scannedTo = scannedTo;
    await this.options.onPage?.(this.scannedTo);
  }

  private async add(stored: StoredEvent): Promise<void> {
    const event = this.options.log.decode(stored);
    this.endedAt = later(event.occurredAt, this.endedAt);
    if (!this.isAsked(event)) return;
    const isOfTicket = stored.stream.startsWith(TICKETS);
    const step = isOfTicket ? this.steps.add(event) : this.steps.end();
    if (step) await this.apply(step);
    if (!isOfTicket) await this.facts.apply(event);
  }

  private isAsked({ data }: RecordedEvent): boolean {
    return !this.teams || ('teamId' in data && this.teams.has(data.teamId));
  }

  private async apply(step: TicketStep): Promise<void> {
    const clocks = await this.clocksOf(step);
    if (!clocks) return;
    const ended = clocks.apply(step, await factsOf(step, this.source));
    for (const pair of ended) this.options.onClock(pair, clocks);
    if (clocks.isClosed) this.close(step.stream, clocks);
  }

  /** The clocks of the ticket of a step. A closed ticket is read again if it is reopened, as only imports do. */
  private async clocksOf({ stream, events }: TicketStep): Promise<TicketClocks | undefined> {
    const known = this.tickets.get(stream);
    if (known) return known;
    const { log, policies } = this.options;
    const [first] = events;
    if (first?.type !== 'TicketOpened' && !eventIn({ events }, 'TicketReopened')) return undefined;
    const clocks =
      first?.type === 'TicketOpened'
        ? new TicketClocks(policies)
        : (await deriveTicket(log, policies, stream.slice(TICKETS.length), first?.revision)).clocks;
    this.tickets.set(stream, clocks);
    return clocks;
  }

  private close(stream: string, clocks: TicketClocks): void {
    if (clocks.carried) this.carried.set(stream.slice(TICKETS.length), clocks.carried);
    this.undecided += clocks.undecided;
    this.tickets.delete(stream);
  }

  private async end(): Promise<Derived> {
    const last = this.steps.end();
    if (last) await this.apply(last);
    for (const clocks of this.tickets.values()) {
      this.undecided += clocks.undecided;
      clocks.end(this.endedAt);
      for (const pair of clocks.open) this.options.onClock(pair, clocks);
    }
    return { endedAt: this.endedAt, undecided: this.undecided };
  }
}

/**
 * Derives the response clocks of a log again, in one pass and in memory for open tickets only.
 *
 * @example
 * await deriveLog({ log, policies, onClock: (pair, clocks) => figures.add(compareClock(clocks, pair)) });
 */
export const deriveLog = (options: DeriveOptions): Promise<Derived> => new LogDerivation(options).run();
