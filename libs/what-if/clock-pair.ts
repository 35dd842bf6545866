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
  readonly recorded: DecidedEvent[];
  readonly derived: DecidedEvent[];
}

export const isClockEvent = (event: RecordedEvent): event is ClockEvent => isLogged(event, CLOCK_EVENTS);

const isEnded = (events: readonly DecidedEvent[]): boolean =>
  events.length === 0 || events.at(-1)?.event.type === 'ResponseClockStopped';

/** The two histories of one clock, in which its number may differ. */
export type Side = 'recorded' | 'derived';

/** The step in which a clock starts, and the right of its ticket to a target then. */
interface StartOfClock {
  readonly step: object;
  readonly entitlement: Entitlement | null;
}

/** The clocks of a ticket that have not ended in both histories, each paired by the step that started it. */
export class OpenPairs {
  private pairs: ClockPair[] = [];
  private starting: { readonly step: object; readonly pair: ClockPair } | undefined;

  /** Adds an event of a clock to its pair. `step` is the same object for all events of one step. */
  add(side: Side, decided: DecidedEvent, { step, entitlement }: StartOfClock): void {
    const { event } = decided;
    const isStart = event.type === 'ResponseClockStarted';
    const pair = isStart ? this.started(side, event, step) : this.find(side, event);
    if (!pair) return;
    pair[side].push(decided);
    if (isStart) pair.entitlements[side] = entitlement;
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
