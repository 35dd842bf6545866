import type {
  ClockLeg,
  ResponseAtRisk,
  ResponseClockPaused,
  ResponseClockResumed,
  ResponseClockStarted,
  ResponseClockStopped,
  ResponseTargetBreached,
} from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { differs } from '../contradiction.js';
import { minutesLeft, type ResponseDue } from '../entitlement/clock.js';
import { responseDueFor } from '../entitlement/response-due.js';
import type { Policies } from '../policies.js';
import { dueAfterPause } from './clock-events.js';
import type { Ticket } from './state.js';

type Clock = NonNullable<Ticket['clock']>;
type RunningClockEvent =
  ResponseClockPaused | ResponseClockResumed | ResponseClockStopped | ResponseAtRisk | ResponseTargetBreached;

/** The due time is that of the earliest leg, which decides it. */
const legContradictions = ({ legs, dueAt, decidedBy }: Pick<ResponseDue, 'legs' | 'dueAt' | 'decidedBy'>) => {
  const [first, ...others] = legs;
  if (!first) return ['it has no legs'];
  const decisive = others.reduce((earliest, leg) => (leg.dueAt < earliest.dueAt ? leg : earliest), first);
  return [...differs('dueAt', dueAt, decisive.dueAt), ...differs('decidedBy', decidedBy, decisive.target)];
};

const textOf = (legs: readonly ClockLeg[]): string =>
  legs.map(({ target, calendar, minutes, dueAt }) => `${target} ${minutes} min of ${calendar} to ${dueAt}`).join(', ');

/** What differs from the due times that calendars and policy give. */
const dueContradictions = (recorded: ResponseDue, computed: ResponseDue): readonly string[] => [
  ...differs('riskAt', recorded.riskAt, computed.riskAt),
  ...differs('dueAt', recorded.dueAt, computed.dueAt),
  ...differs('the list of legs', textOf(recorded.legs), textOf(computed.legs)),
];

const startContradictions = (ticket: Ticket, { data }: ResponseClockStarted, due: ResponseDue | undefined) => [
  ...(ticket.clock ? ['a clock was running already'] : []),
  ...differs('clock', data.clock, ticket.clocks + 1),
  ...legContradictions(data),
  ...(due ? dueContradictions(data, due) : []),
];

const stopContradictions = (clock: Clock, { data }: ResponseClockStopped): readonly string[] => {
  const dueAt = clock.pausedWith ? null : clock.dueAt;
  const isOverdue = dueAt !== null && data.stoppedAt > dueAt;
  const inTime = data.reason === 'answered' && !clock.breached && !isOverdue;
  return [
    ...differs('inTime', data.inTime, inTime),
    ...differs('dueAt', data.dueAt, dueAt),
    ...(isOverdue && !clock.breached ? ['the breach before it is missing'] : []),
  ];
};

const breachContradictions = (clock: Clock, { data }: ResponseTargetBreached): readonly string[] => [
  ...differs('dueAt', data.dueAt, clock.dueAt),
  ...(data.detectedAt < clock.dueAt ? ['it was detected before the due time'] : []),
  ...(clock.breached ? ['the clock was breached already'] : []),
  ...(clock.pausedWith ? ['the clock was paused'] : []),
];

const riskContradictions = (clock: Clock, { data }: ResponseAtRisk, at: Instant): readonly string[] => [
  ...differs('dueAt', data.dueAt, clock.dueAt),
  ...differs('riskAt', data.riskAt, clock.riskAt),
  ...(at < clock.riskAt ? ['the warning is from before the risk'] : []),
  ...(clock.atRisk ? ['the warning was recorded already'] : []),
  ...(clock.breached ? ['the clock was breached already'] : []),
  ...(clock.pausedWith ? ['the clock was paused'] : []),
];

/** The minutes that each leg has left when the clock pauses, in its calendar. */
const pauseContradictions = (
  clock: Clock,
  { data }: ResponseClockPaused,
  policies: Policies | undefined,
): readonly string[] => {
  const left = policies && clock.legs.map((leg) => ({ leg, minutes: minutesLeft(leg, data.pausedAt, policies) }));
  return [
    ...(clock.pausedWith ? ['the clock was paused already'] : []),
    ...(data.pausedAt > clock.dueAt ? ['the clock was overdue'] : []),
    ...(policies?.policy.holdPausesClock === false ? ['the policy pauses no clocks'] : []),
    ...differs(
      'the list of paused legs',
      data.remaining.map(({ target }) => target).join(),
      clock.legs.map(({ target }) => target).join(),
    ),
    ...(left ?? []).flatMap(({ leg, minutes }, index) =>
      differs(`the rest of ${leg.target}`, data.remaining[index]?.minutes, minutes),
    ),
  ];
};

const resumeContradictions = (clock: Clock, { data }: ResponseClockResumed, due: ResponseDue | undefined) => [
  ...(clock.pausedWith ? [] : ['the clock was not paused']),
  ...legContradictions(data),
  ...(due ? dueContradictions(data, due) : []),
];

/** When a clock event is recorded, and what it was decided with. */
export interface ClockDecision {
  readonly at: Instant;
  /** Undefined if policy or calendars are not known, or if the clock came from another ticket (merge). */
  readonly policies?: Policies | undefined;
}

/** The due times that the recorded policies give, where they are known. */
const dueOf = (
  { entitlement, clock }: Ticket,
  event: ResponseClockStarted | ResponseClockResumed,
  policies: Policies | undefined,
): ResponseDue | undefined => {
  if (!policies) return undefined;
  if (event.type === 'ResponseClockResumed')
    return clock ? dueAfterPause(clock, event.data.resumedAt, policies) : undefined;
  const { servedLanguage, startedAt } = event.data;
  return responseDueFor(entitlement, servedLanguage, startedAt, policies) ?? undefined;
};

const contradictionsIn = (
  ticket: Ticket,
  clock: Clock,
  event: RunningClockEvent,
  { at, policies }: ClockDecision,
): readonly string[] => {
  switch (event.type) {
    case 'ResponseClockPaused':
      return pauseContradictions(clock, event, policies);
    case 'ResponseClockResumed':
      return resumeContradictions(clock, event, dueOf(ticket, event, policies));
    case 'ResponseClockStopped':
      return stopContradictions(clock, event);
    case 'ResponseAtRisk':
      return riskContradictions(clock, event, at);
    case 'ResponseTargetBreached':
      return breachContradictions(clock, event);
  }
};

/**
 * Recomputes the facts that a clock event states from the ticket before it: the due time from its legs, and these from
 * the recorded calendars and policy, the rest of a pause, `inTime` from due time and breach, the breach and the warning
 * from their times. Returns what contradicts them, as parts of a sentence.
 */
export const clockContradictions = (
  ticket: Ticket,
  event: ResponseClockStarted | RunningClockEvent,
  decision: ClockDecision,
): readonly string[] => {
  if (event.type === 'ResponseClockStarted')
    return startContradictions(ticket, event, dueOf(ticket, event, decision.policies));
  const { clock } = ticket;
  return clock?.number === event.data.clock
    ? contradictionsIn(ticket, clock, event, decision)
    : [`clock ${event.data.clock} does not run`];
};
