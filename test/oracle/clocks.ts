import { dueAfter } from './due.js';
import { type RawEvent, textIn } from './raw-log.js';
import { editionAt, type Team } from './teams.js';

/** What the engine is configured with, as far as response targets go. */
export interface Targets {
  readonly editionMinutes: Readonly<Record<string, number>>;
  readonly championMinutes: Readonly<Record<string, number>>;
  /** Which add-on covers a product. */
  readonly covers: ReadonlyMap<string, string>;
}

export interface CountedClock {
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
  clock: CountedClock | undefined;
}

/** E5–E10, C1–C3: what a member was promised when a ticket opened; undefined: nothing. */
const promised = (
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

/** Response clocks from what was written, answered and solved; no event that the engine records about clocks is looked at. */
export class Clocks {
  readonly all: CountedClock[] = [];
  private readonly tickets = new Map<string, Ticket>();

  constructor(private readonly targets: Targets) {}

  take(team: Team, event: RawEvent): void {
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
      case 'TicketClosed':
        this.tickets.delete(event.stream);
    }
  }

  /** What was due before the end and has no answer is missed. */
  end(until: string): void {
    for (const clock of this.all)
      if (clock.outcome === 'running' && clock.due < Date.parse(until)) clock.outcome = 'breached';
  }

  private opened(team: Team, event: RawEvent): void {
    const promise = promised(team, event, this.targets);
    if (!promise) return;
    const ticket: Ticket = {
      ...promise,
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

  /** R6: what was answered in a chat comes answered; nobody waits for anything. */
  private answered(ticket: Ticket, at: string): void {
    if (ticket.fromChat && at === ticket.openedAt) {
      this.all.splice(this.all.lastIndexOf(ticket.clock as CountedClock), 1);
      ticket.clock = undefined;
    }
    if (ticket.clock) ticket.clock.answeredAfter = (Date.parse(at) - Date.parse(ticket.clock.startedAt)) / 60_000;
    this.stop(ticket, at, 'met');
  }

  private stop(ticket: Ticket, at: string, outcome: 'met' | 'solvedUnanswered'): void {
    if (!ticket.clock) return;
    ticket.clock.outcome = Date.parse(at) > ticket.clock.due ? 'breached' : outcome;
    ticket.clock = undefined;
  }
}
