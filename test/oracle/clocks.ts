import { dueAfter } from './due.js';
import { type RawEvent, textIn } from './raw-log.js';
import { editionAt, type Team } from './teams.js';

/** Configuration of response targets. */
export interface Targets {
  readonly editionMinutes: Readonly<Record<string, number>>;
  readonly championMinutes: Readonly<Record<string, number>>;
  /** Add-on that covers each product. */
  readonly covers: ReadonlyMap<string, string>;
}

export interface OracleClock {
  readonly level: string;
  readonly startedAt: string;
  outcome: 'met' | 'breached' | 'solvedUnanswered' | 'running';
  answeredAfter: number | undefined;
  readonly due: number;
}

interface Ticket {
  readonly level: string;
  readonly minutes: number;
  readonly language: string;
  readonly openedAt: string;
  fromChat: boolean;
  clock: OracleClock | undefined;
}

/** E5–E10, C1–C3: returns the shortest response target of a member at the opening, or undefined if there is none. */
const targetOf = (
  team: Team,
  event: RawEvent,
  { covers, editionMinutes, championMinutes }: Targets,
): { readonly level: string; readonly minutes: number } | undefined => {
  const addOn = covers.get(textIn(event, 'product')) ?? '';
  const edition = editionAt(team, addOn, event.occurredAt);
  const champion = addOn === 'dropbox' ? team.members.get(textIn(event, 'requesterId'))?.champion : undefined;
  const offers = [
    ...(edition ? [{ level: edition, minutes: editionMinutes[edition] ?? NaN }] : []),
    ...(champion ? [{ level: champion, minutes: championMinutes[champion] ?? NaN }] : []),
  ];
  return offers.sort((a, b) => a.minutes - b.minutes)[0];
};

/** Reconstructs response clocks from messages, answers and solutions. Ignores the engine's own clock events. */
export class Clocks {
  readonly all: OracleClock[] = [];
  private readonly tickets = new Map<string, Ticket>();

  constructor(private readonly targets: Targets) {}

  apply(team: Team, event: RawEvent): void {
    if (event.type === 'TicketOpened') return this.opened(team, event);
    const ticket = this.tickets.get(event.stream);
    if (!ticket) return;
    switch (event.type) {
      case 'LiveSupportLinked':
        ticket.fromChat = textIn(event, 'channel') === 'chat';
        break;
      case 'TicketReplied':
        this.start(ticket, event.occurredAt);
        break;
      case 'TicketAnswered':
        this.answered(ticket, event.occurredAt);
        break;
      case 'TicketSolved':
        this.stop(ticket, event.occurredAt, 'solvedUnanswered');
        break;
      case 'TicketMerged':
        this.merged(ticket, this.tickets.get(`ticket-${textIn(event, 'into')}`), event.occurredAt);
        this.tickets.delete(event.stream);
        break;
      case 'TicketClosed':
        this.tickets.delete(event.stream);
    }
  }

  /** Marks running clocks that were due before `until` as breached. */
  end(until: string): void {
    for (const clock of this.all)
      if (clock.outcome === 'running' && clock.due < Date.parse(until)) clock.outcome = 'breached';
  }

  private opened(team: Team, event: RawEvent): void {
    const target = targetOf(team, event, this.targets);
    if (!target) return;
    const ticket: Ticket = {
      ...target,
      language: textIn(event, 'language'),
      openedAt: event.occurredAt,
      fromChat: false,
      clock: undefined,
    };
    this.tickets.set(event.stream, ticket);
    this.start(ticket, event.occurredAt);
  }

  private start(ticket: Ticket, at: string): void {
    if (ticket.clock) return;
    ticket.clock = {
      level: ticket.level,
      startedAt: at,
      outcome: 'running',
      answeredAfter: undefined,
      due: dueAfter(at, ticket.minutes, ticket.language),
    };
    this.all.push(ticket.clock);
  }

  /** R6: a ticket from a chat that was answered there has no clock. */
  private answered(ticket: Ticket, at: string): void {
    if (ticket.fromChat && at === ticket.openedAt) {
      if (ticket.clock) this.remove(ticket.clock);
      ticket.clock = undefined;
    }
    if (ticket.clock) ticket.clock.answeredAfter = (Date.parse(at) - Date.parse(ticket.clock.startedAt)) / 60_000;
    this.stop(ticket, at, 'met');
  }

  /** Of the clocks of two tickets that are merged, the one that is due first goes on. One that was missed stays. */
  private merged(from: Ticket, into: Ticket | undefined, at: string): void {
    const { clock } = from;
    if (!clock) return;
    if (Date.parse(at) > clock.due) return this.stop(from, at, 'met');
    this.remove(clock);
    if (!into || (into.clock && into.clock.due <= clock.due)) return;
    if (into.clock) this.remove(into.clock);
    into.clock = { ...clock, level: into.level };
    this.all.push(into.clock);
  }

  private remove(clock: OracleClock): void {
    this.all.splice(this.all.lastIndexOf(clock), 1);
  }

  private stop(ticket: Ticket, at: string, outcome: 'met' | 'solvedUnanswered'): void {
    if (!ticket.clock) return;
    ticket.clock.outcome = Date.parse(at) > ticket.clock.due ? 'breached' : outcome;
    ticket.clock = undefined;
  }
}
