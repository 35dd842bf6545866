import type {
  ClockLeg,
  ResponseAtRisk,
  ResponseClockPaused,
  ResponseClockResumed,
  ResponseClockStarted,
  ResponseClockStopped,
  ResponseTargetBreached,
} from '@ledgerdesk/events';
import type { ResponseDue } from '../entitlement/clock.js';
import type { Ticket } from './state.js';

type Clock = NonNullable<Ticket['clock']>;
type RunningClockEvent =
  ResponseClockPaused | ResponseClockResumed | ResponseClockStopped | ResponseAtRisk | ResponseTargetBreached;

const differs = (name: string, recorded: unknown, computed: unknown): readonly string[] =>
  recorded === computed ? [] : [`${name} is ${String(recorded)}, and follows as ${String(computed)}`];

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

const riskContradictions = (clock: Clock, { data }: ResponseAtRisk): readonly string[] => [
  ...differs('dueAt', data.dueAt, clock.dueAt),
  ...differs('riskAt', data.riskAt, clock.riskAt),
];

const pauseContradictions = (clock: Clock, { data }: ResponseClockPaused): readonly string[] => [
  ...(clock.pausedWith ? ['the clock was paused already'] : []),
  ...(data.pausedAt > clock.dueAt ? ['the clock was overdue'] : []),
  ...differs(
    'the list of paused legs',
    data.remaining.map(({ target }) => target).join(),
    clock.legs.map(({ target }) => target).join(),
  ),
];

const resumeContradictions = (clock: Clock, { data }: ResponseClockResumed, due: ResponseDue | undefined) => [
  ...(clock.pausedWith ? [] : ['the clock was not paused']),
  ...legContradictions(data),
  ...(due ? dueContradictions(data, due) : []),
];

const contradictionsIn = (clock: Clock, event: RunningClockEvent, due: ResponseDue | undefined): readonly string[] => {
  switch (event.type) {
    case 'ResponseClockPaused':
      return pauseContradictions(clock, event);
    case 'ResponseClockResumed':
      return resumeContradictions(clock, event, due);
    case 'ResponseClockStopped':
      return stopContradictions(clock, event);
    case 'ResponseAtRisk':
      return riskContradictions(clock, event);
    case 'ResponseTargetBreached':
      return breachContradictions(clock, event);
  }
};

/**
 * Recomputes the facts that a clock event states from the ticket before it: the due time from its legs, `inTime` from
 * due time and breach, the breach from the due time. Returns what contradicts them, as parts of a sentence.
 *
 * `due`: the due times that the recorded calendars and policy give; undefined if they are not known, or if the clock
 * came from another ticket (merge).
 */
export const clockContradictions = (
  ticket: Ticket,
  event: ResponseClockStarted | RunningClockEvent,
  due?: ResponseDue,
): readonly string[] => {
  if (event.type === 'ResponseClockStarted') return startContradictions(ticket, event, due);
  const { clock } = ticket;
  return clock?.number === event.data.clock
    ? contradictionsIn(clock, event, due)
    : [`clock ${event.data.clock} does not run`];
};
