import {
  type AddOn,
  decideAgain,
  type Member,
  openedAgain,
  type OpenTicket,
  type Policies,
  type Ticket,
  ticketDecider,
} from '@ledgerdesk/domain';
import {
  channelOf,
  type Entitlement,
  isLogged,
  type LoggedEvent,
  type TicketChannel,
  type TicketEvent,
} from '@ledgerdesk/events';
import { type Evolver, type Instant, later, type RecordedEvent } from '@ledgerdesk/kernel';
import { type ClockPair, isClockEvent, OpenPairs } from './clock-pair.js';
import { type Carried, commandOf, type LaterCommand, openingOf } from './command-of.js';
import type { DecidingPolicies } from './deciding-policies.js';
import { eventIn, type TicketStep } from './ticket-step.js';
import { versionsRead } from './versions-read.js';

/** States of other streams that a step needs. */
export interface StepFacts {
  /** Of an opening: the add-on of the team that covers the product. */
  readonly addOn?: AddOn | undefined;
  /** Of an opening: the requester's own terms. */
  readonly member?: Pick<Member, 'champion'> | undefined;
  /** Of a merge that is received: what the merged ticket brings. */
  readonly carried?: Carried | undefined;
}

/** The right to a target of clocks that start inside and outside of the period in which policies are replaced. */
interface Promises {
  readonly inside: Entitlement | null;
  readonly outside: Entitlement | null;
}

/** `TicketOpened` in both histories. */
interface Opening {
  readonly recorded: LoggedEvent<'TicketOpened'>;
  readonly derived: RecordedEvent;
}

/** Events that were decided again, when, and the versions of the files that the decision used. */
interface Derivation {
  readonly events: readonly TicketEvent[];
  readonly at: Instant;
  readonly policies: Policies;
  readonly versions: Readonly<Record<string, string>>;
}

const tickets: Evolver<Ticket | undefined> = ticketDecider;
const NOT_A_CHAMPION = { champion: null };
const NO_VERSIONS = {};

/** The agent who answers in a step; null if none does. */
const agentIn = (step: TicketStep): string | null => eventIn(step, 'TicketAnswered')?.data.agentId ?? null;

/** An event that follows from other policies, with the place and the origin of the one in whose stead it is. */
const eventLike = (like: RecordedEvent, event: TicketEvent, { at, versions }: Derivation): RecordedEvent => ({
  ...like,
  ...event,
  occurredAt: at,
  metadata: { ...like.metadata, versions },
});

/**
 * The response clocks of one ticket, as they were recorded and as they follow from other policies. Each command in the
 * log is decided again by the engine's own decider, on the state to which the earlier decisions have led.
 *
 * @example
 * const clocks = new TicketClocks(policies);
 * for (const step of steps) for (const pair of clocks.apply(step, facts)) report(pair);
 */
export class TicketClocks {
  private recorded: Ticket | undefined;
  private derived: Ticket | undefined;
  private promises: Promises = { inside: null, outside: null };
  private readonly pairs = new OpenPairs();
  private lastAt: Instant = '';
  private merged: Carried | undefined;
  #opening: Opening | undefined;
  #channel: TicketChannel | null = null;
  #undecided = 0;

  constructor(private readonly policies: DecidingPolicies) {}

  /** `TicketOpened` in both histories, with which explanations of clocks begin. Undefined before. */
  get opening(): Opening | undefined {
    return this.#opening;
  }

  /** How the ticket came; null before it was opened. */
  get channel(): TicketChannel | null {
    return this.#channel;
  }

  /** Clocks that have not ended in both histories. */
  get open(): readonly ClockPair[] {
    return this.pairs.open;
  }

  /** What the ticket brings to the one into which it was merged. Undefined if it was not. */
  get carried(): Carried | undefined {
    return this.merged;
  }

  /** True once it is closed in the log. Few things happen to it then. */
  get isClosed(): boolean {
    return this.recorded?.status === 'closed';
  }

  /** Number of commands that the derived state forbids. Their events are taken as they were recorded. */
  get undecided(): number {
    return this.#undecided;
  }

  /** Applies the next step. Returns the clocks that have ended with it. */
  apply(step: TicketStep, facts: StepFacts = {}): readonly ClockPair[] {
    this.fireTimers(step.at);
    this.lastAt = later(step.at, this.lastAt);
    this.decide(step, facts);
    this.fold(step);
    return this.pairs.takeEnded();
  }

  /** Fires the timers that are due before the end of the log. */
  end(at: Instant): void {
    this.fireTimers(at);
  }

  private fold(step: TicketStep): void {
    const agentId = agentIn(step);
    for (const event of step.events) {
      this.recorded = tickets.evolve(this.recorded, event, event.occurredAt);
      if (isLogged(event, ['TicketOpened'])) this.#channel = channelOf(event);
      if (isLogged(event, ['LiveSupportLinked'])) this.#channel = event.data.channel;
      if (!isClockEvent(event)) continue;
      const policies = this.policies.recorded(event.metadata.versions ?? {}, event.occurredAt);
      const entitlement = this.recorded?.entitlement ?? null;
      this.pairs.add('recorded', { event, policies }, { step, entitlement, agentId });
    }
  }

  private decide(step: TicketStep, facts: StepFacts): void {
    const opening = openingOf(step);
    if (opening) return this.openAgain(opening, step, facts);
    if (!this.derived) return;
    if (step.events.every(isClockEvent)) return this.repeatTimer(step);
    const command = this.commandOf(step, facts);
    const again = command && this.decided(command, step);
    if (command && !again) this.#undecided += 1;
    if (again) return this.derive(again, step);
    for (const event of step.events.filter((each) => !isClockEvent(each)))
      this.derived = tickets.evolve(this.derived, event, event.occurredAt);
  }

  private openAgain(command: OpenTicket, step: TicketStep, { addOn, member = NOT_A_CHAMPION }: StepFacts): void {
    const opened = eventIn(step, 'TicketOpened');
    if (!opened) return;
    const product = { id: command.product ?? '', addOn: opened.data.entitlement?.addOn ?? '' };
    const under = (policies: Policies): Derivation => {
      const read = versionsRead(policies, step.versions);
      const events = openedAgain(command, { policies: read.policies, product, member, addOn });
      return { events, at: step.at, policies, versions: read.versions() };
    };
    const again = under(this.policies.forClock(step.at, step));
    this.derive(again, step);
    const entitlement = this.derived?.entitlement ?? null;
    const other = this.policies.isBounded && this.entitlementIn(under(this.policies.elsewhere(step.at, step)));
    const isInside = this.policies.isReplaced(step.at);
    const elsewhere = other === false ? entitlement : other;
    this.promises = isInside
      ? { inside: entitlement, outside: elsewhere }
      : { inside: elsewhere, outside: entitlement };
    const [first] = again.events;
    if (first) this.#opening = { recorded: opened, derived: eventLike(opened, first, again) };
  }

  private entitlementIn({ events }: Derivation): Entitlement | null {
    const [opened] = events;
    return opened?.type === 'TicketOpened' ? opened.data.entitlement : null;
  }

  private commandOf(step: TicketStep, { carried }: StepFacts): LaterCommand | undefined {
    const received = eventIn(step, 'TicketMergeReceived');
    if (!received) return commandOf(step);
    const { from, agentId, entitlement } = received.data;
    const { at } = step;
    return { type: 'ReceiveMerge', from, agentId, entitlement, clock: carried?.clock ?? null, at };
  }

  private decided(command: LaterCommand, step: TicketStep): Derivation | undefined {
    const { derived } = this;
    const running = this.pairs.running('derived');
    const startedAt = running?.startedAt ?? step.at;
    const clockVersions = (running?.recorded[0] ?? running?.derived[0])?.event.metadata.versions ?? NO_VERSIONS;
    const versions = { ...clockVersions, ...step.versions };
    const policies = this.policies.forClock(startedAt, { ...step, versions });
    const read = versionsRead(policies, step.versions);
    const entitlement = this.policies.isReplaced(startedAt) ? this.promises.inside : this.promises.outside;
    const events = derived && decideAgain(command, { ...derived, entitlement }, read.policies);
    return events && { events, at: step.at, policies, versions: read.versions() };
  }

  /** Fires the derived clock's timers that are due before an instant, unless the log tells when they fired. */
  private fireTimers(before: Instant): void {
    const { clock } = this.derived ?? {};
    if (!clock) return;
    if (clock.riskAt < before && !this.isAsRecorded('riskAt')) this.fire('RecordResponseRisk', clock.riskAt);
    if (clock.dueAt < before && !this.isAsRecorded('dueAt')) this.fire('RecordResponseBreach', clock.dueAt);
  }

  /** Fires the timer that a step has recorded, if the derived clock has it too. */
  private repeatTimer(step: TicketStep): void {
    if (eventIn(step, 'ResponseAtRisk') && this.isAsRecorded('riskAt')) this.fire('RecordResponseRisk', step.at);
    if (eventIn(step, 'ResponseTargetBreached') && this.isAsRecorded('dueAt'))
      this.fire('RecordResponseBreach', step.at);
  }

  /** True if the derived clock runs in the log too, with the same due time and, for `riskAt`, the same warning. */
  private isAsRecorded(timer: 'riskAt' | 'dueAt'): boolean {
    const { recorded, derived, pairs } = this;
    const [clock, other] = [derived?.clock, recorded?.clock];
    if (!clock || !other || other.pausedWith || pairs.running('derived') !== pairs.running('recorded')) return false;
    return clock.dueAt === other.dueAt && clock[timer] === other[timer];
  }

  private fire(type: 'RecordResponseRisk' | 'RecordResponseBreach', dueAt: Instant): void {
    const { derived } = this;
    const started = this.pairs.running('derived')?.derived[0];
    if (!derived?.clock || !started) return;
    const { event, policies } = started;
    const at = later(dueAt, this.lastAt);
    const command = { type, clock: derived.clock.number, dueAt: derived.clock.dueAt, at } as const;
    const events = decideAgain(command, derived, policies) ?? [];
    this.add({ events, at, policies, versions: NO_VERSIONS }, event, { step: event, agentId: null });
  }

  private derive(again: Derivation, step: TicketStep): void {
    const [first] = step.events;
    if (first) this.add(again, first, { step, agentId: agentIn(step) });
  }

  private add(
    again: Derivation,
    like: RecordedEvent,
    step: { readonly step: object; readonly agentId: string | null },
  ): void {
    const { policies, at } = again;
    for (const event of again.events) {
      this.derived = tickets.evolve(this.derived, event, at);
      if (event.type === 'TicketMerged')
        this.merged = { entitlement: event.data.entitlement, clock: event.data.carriedClock };
      const derivedEvent = eventLike(like, event, again);
      if (!isClockEvent(derivedEvent)) continue;
      const entitlement = this.derived?.entitlement ?? null;
      this.pairs.add('derived', { event: derivedEvent, policies }, { ...step, entitlement });
    }
  }
}
