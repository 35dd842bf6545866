import { CLOCK_EVENTS, type Policies } from '@ledgerdesk/domain';
import { type Entitlement, isLogged, type LoggedEvent } from '@ledgerdesk/events';
import type { Instant, RecordedEvent } from '@ledgerdesk/kernel';

export type ClockEvent = LoggedEvent<(typeof CLOCK_EVENTS)[number]>;

/** A clock event and the policies that it was decided under. */
export interface DecidedEvent {
  readonly event: ClockEvent;
  readonly policies: Policies;
}

/** One response clock as it was recorded and as it follows from other policies. Empty: there is none. */
export interface ClockPair {
  readonly startedAt: Instant;
  /** The right to the target, in each history. */
  readonly entitlements: Record<Side, Entitlement | null>;
  /** The agent whose answer stopped it, in each history; null if none has. */
  readonly answeredBy: Record<Side, string | null>;
  readonly recorded: DecidedEvent[];
  readonly derived: DecidedEvent[];
}

export const isClockEvent = (event: RecordedEvent): event is ClockEvent => isLogged(event, CLOCK_EVENTS);

const isEnded = (events: readonly DecidedEvent[]): boolean =>
  events.length === 0 || events.at(-1)?.event.type === 'ResponseClockStopped';

/** The two histories of one clock, in which its number may differ. */
export type Side = 'recorded' | 'derived';

/** The step of an event of a clock. */
interface StepOfClock {
  /** The same object for all events of one step. */
  readonly step: object;
  /** The right of the ticket to a target then. */
  readonly entitlement: Entitlement | null;
  /** The agent who answers in the step; null if none does. */
  readonly agentId: string | null;
}

const isAnswered = (event: ClockEvent): boolean =>
  event.type === 'ResponseClockStopped' && event.data.reason === 'answered';

/** The clocks of a ticket that have not ended in both histories, each paired by the step that started it. */
export class OpenPairs {
  private pairs: ClockPair[] = [];
  private starting: { readonly step: object; readonly pair: ClockPair } | undefined;

  /** Adds an event of a clock to its pair. */
  add(side: Side, decided: DecidedEvent, { step, entitlement, agentId }: StepOfClock): void {
    const { event } = decided;
    const isStart = event.type === 'ResponseClockStarted';
    const pair = isStart ? this.started(side, event, step) : this.find(side, event);
    if (!pair) return;
    pair[side].push(decided);
    if (isStart) pair.entitlements[side] = entitlement;
    if (isAnswered(event)) pair.answeredBy[side] = agentId;
  }

  /** Returns the pairs that have ended in both histories, and forgets them. */
  takeEnded(): readonly ClockPair[] {
    const ended = this.pairs.filter(({ recorded, derived }) => isEnded(recorded) && isEnded(derived));
    if (ended.length > 0) this.pairs = this.pairs.filter((pair) => !ended.includes(pair));
    return ended;
  }

  /** All pairs that have not ended. */
  get open(): readonly ClockPair[] {
    return this.pairs;
  }

  /** The pair of the running clock of one history. */
  running(side: Side): ClockPair | undefined {
    return this.pairs.find((pair) => !isEnded(pair[side]));
  }

  private started(side: Side, { data }: LoggedEvent<'ResponseClockStarted'>, step: object): ClockPair {
    const { starting } = this;
    if (starting?.step === step && starting.pair[side].length === 0) return starting.pair;
    const pair: ClockPair = {
      startedAt: data.startedAt,
      entitlements: { recorded: null, derived: null },
      answeredBy: { recorded: null, derived: null },
      recorded: [],
      derived: [],
    };
    this.starting = { step, pair };
    this.pairs.push(pair);
    return pair;
  }

  private find(side: Side, { data }: ClockEvent): ClockPair | undefined {
    return this.pairs.findLast((pair) => pair[side][0]?.event.data.clock === data.clock);
  }
}
