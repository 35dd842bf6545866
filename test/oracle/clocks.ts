import { ClockTime, type OraclePause } from './clock-time.js';
import type { OracleFact } from './grouped.js';
import { type OraclePolicy, type OraclePolicyFile, policyAt } from './policy.js';
import { type RawEvent, textIn } from './raw-log.js';
import { editionAt, type Team } from './teams.js';
import { channelOf } from './ticket-story.js';

/** Configuration of response targets. */
export interface Targets {
  readonly policy: OraclePolicyFile;
  /** Add-on that covers each product. */
  readonly covers: ReadonlyMap<string, string>;
}

/** A response clock, with the values of its ticket. */
export interface OracleClock extends OracleFact {
  outcome: 'met' | 'breached' | 'solvedUnanswered' | 'running';
  /** From the start to the answer, in ms; undefined if there is none. */
  answeredAfter: number | undefined;
  /** The part of it that counts towards the target. */
  businessAfter: number | undefined;
  agent: string | null;
  readonly pauses: readonly OraclePause[];
}

interface RunningClock extends Omit<OracleClock, 'values'> {
  ticket: Ticket;
  readonly time: ClockTime;
}

interface Ticket {
  readonly minutes: number | undefined;
  readonly language: string;
  readonly openedAt: string;
  readonly values: Record<string, string | null>;
  fromChat: boolean;
  held: boolean;
  clock: RunningClock | undefined;
}

const editionOf = (level: string | null): string | null =>
  level === 'essentials' || level === 'enhanced' ? level : null;

/** E5–E10, C1–C3: returns the shortest response target of a member at the opening, or undefined if there is none. */
const targetOf = (
  team: Team,
  event: RawEvent,
  covers: Targets['covers'],
  { editionMinutes, championMinutes }: OraclePolicy,
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
  private readonly clocks: RunningClock[] = [];
  private readonly tickets = new Map<string, Ticket>();

  constructor(private readonly targets: Targets) {}

  apply(team: Team, event: RawEvent): void {
    if (event.type === 'TicketOpened') return this.opened(team, event);
    const ticket = this.tickets.get(event.stream);
    if (!ticket) return;
    switch (event.type) {
      case 'LiveSupportLinked':
        ticket.fromChat = textIn(event, 'channel') === 'chat';
        ticket.values['channel'] = textIn(event, 'channel');
        break;
      case 'TicketReclassified':
        ticket.values['product'] = textIn(event, 'product');
        ticket.values['issueType'] = textIn(event, 'issueType');
        break;
      case 'TicketReplied':
        this.start(ticket, event.occurredAt);
        break;
      case 'TicketAnswered':
        this.answered(ticket, event.occurredAt, textIn(event, 'agentId'));
        break;
      case 'TicketHeld':
        this.held(ticket, event.occurredAt);
        break;
      case 'TicketResumed':
        this.resumed(ticket, event.occurredAt, textIn(event, 'by') as 'agent' | 'reply');
        break;
      case 'TicketSolved':
        ticket.held = false;
        if (ticket.fromChat && event.occurredAt === ticket.openedAt) this.dropClock(ticket);
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

  /** Every clock, with the values that its ticket has by now. */
  all(): readonly OracleClock[] {
    return this.clocks.map(({ ticket: { values }, ...clock }) => {
      const edition = editionOf(values['level'] ?? null);
      const { language, pauses } = clock.time;
      return { ...clock, pauses, values: { ...values, edition, language, agent: clock.agent } };
    });
  }

  /** Marks running clocks that were due before `until` as breached. Those that are paused are not due. */
  end(until: string): void {
    for (const clock of this.clocks)
      if (clock.outcome === 'running' && !clock.time.isPaused && clock.time.due < Date.parse(until))
        clock.outcome = 'breached';
  }

  private opened(team: Team, event: RawEvent): void {
    const { covers, policy } = this.targets;
    const target = targetOf(team, event, covers, policyAt(policy, event.occurredAt));
    const ticket: Ticket = {
      minutes: target?.minutes,
      language: textIn(event, 'language'),
      openedAt: event.occurredAt,
      values: {
        team: team.id,
        product: textIn(event, 'product'),
        issueType: textIn(event, 'issueType'),
        channel: channelOf(event),
        level: target?.level ?? null,
      },
      fromChat: false,
      held: false,
      clock: undefined,
    };
    this.tickets.set(event.stream, ticket);
    this.start(ticket, event.occurredAt);
  }

  private start(ticket: Ticket, at: string): void {
    if (ticket.clock || ticket.minutes === undefined) return;
    this.begin(ticket, ClockTime.start(Date.parse(at), ticket.minutes, ticket.language));
  }

  private begin(ticket: Ticket, time: ClockTime): void {
    ticket.clock = {
      ticket,
      time,
      at: new Date(time.startedAt).toISOString(),
      pauses: time.pauses,
      outcome: 'running',
      answeredAfter: undefined,
      businessAfter: undefined,
      agent: null,
    };
    this.clocks.push(ticket.clock);
  }

  /** A hold pauses the clock if the policy of the moment says so. */
  private held(ticket: Ticket, at: string): void {
    ticket.held = true;
    if (policyAt(this.targets.policy, at).holdPausesClock) ticket.clock?.time.pause(Date.parse(at));
  }

  private resumed(ticket: Ticket, at: string, by: 'agent' | 'reply'): void {
    ticket.held = false;
    ticket.clock?.time.resume(Date.parse(at), by);
  }

  /** R6: a ticket from a chat that was answered or settled there has no clock. */
  private dropClock(ticket: Ticket): void {
    if (ticket.clock) this.remove(ticket.clock);
    ticket.clock = undefined;
  }

  private answered(ticket: Ticket, at: string, agent: string): void {
    if (ticket.fromChat && at === ticket.openedAt) this.dropClock(ticket);
    if (ticket.clock) {
      const { time } = ticket.clock;
      time.endPause(Date.parse(at), 'answer');
      ticket.clock.answeredAfter = Date.parse(at) - time.startedAt;
      ticket.clock.businessAfter = time.countedUntil(Date.parse(at));
      ticket.clock.agent = agent;
    }
    this.stop(ticket, at, 'met');
  }

  /**
   * Of the clocks of two tickets that are merged, the one that is due first goes on. One that was missed stays. The
   * requester waits for an answer: a hold of the other ticket ends.
   */
  private merged(from: Ticket, into: Ticket | undefined, at: string): void {
    const { clock } = from;
    if (!clock) return;
    const now = Date.parse(at);
    if (!clock.time.isPaused && now > clock.time.due) return this.stop(from, at, 'met');
    this.remove(clock);
    if (!into) return;
    if (into.held) this.resumed(into, at, 'agent');
    const carried = clock.time.carriedOn(now);
    if (into.clock && into.clock.time.due <= carried.due) return;
    if (into.clock) this.remove(into.clock);
    into.values['level'] ??= from.values['level'] ?? null;
    this.begin(into, carried);
  }

  private remove(clock: RunningClock): void {
    this.clocks.splice(this.clocks.lastIndexOf(clock), 1);
  }

  /** A clock that is paused is never late. */
  private stop(ticket: Ticket, at: string, outcome: 'met' | 'solvedUnanswered'): void {
    if (!ticket.clock) return;
    const { time } = ticket.clock;
    const isLate = !time.isPaused && Date.parse(at) > time.due;
    time.endPause(Date.parse(at), 'solution');
    ticket.clock.outcome = isLate ? 'breached' : outcome;
    ticket.clock = undefined;
  }
}
