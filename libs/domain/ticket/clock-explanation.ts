import { openIntervals } from '@ledgerdesk/business-time';
import {
  type ClockLeg,
  type Entitlement,
  isLogged,
  type LoggedEvent,
  type ResponseClockStarted,
  type ServedLanguage,
} from '@ledgerdesk/events';
import { type Instant, instantOf, millisOf, MINUTE, type RecordedEvent } from '@ledgerdesk/kernel';
import { hoursOf, type Policies } from '../policies.js';

/** An interval counted towards a leg. `local` is in the calendar's time zone; null for elapsed time. */
export interface CountedInterval {
  readonly from: Instant;
  readonly to: Instant;
  readonly minutes: number;
  readonly local: { readonly zone: string; readonly from: string; readonly to: string } | null;
}

/** One leg of a clock and how its due time is computed. */
export interface LegExplanation {
  readonly target: ClockLeg['target'];
  /** ID of the requirement that grants it. */
  readonly rule: string;
  readonly calendar: string;
  readonly minutes: number;
  /** null: the clock is paused. */
  readonly dueAt: Instant | null;
  /** Intervals that add up to `minutes`; null if calendars or time-zone data have changed since. */
  readonly counted: readonly CountedInterval[] | null;
}

/** A change of a response clock. */
export interface ClockIncident {
  readonly at: Instant;
  readonly what:
    'started' | 'paused' | 'resumed' | 'at-risk' | 'breached' | 'answered' | 'solved-unanswered' | 'merged';
}

export interface ClockExplanation {
  readonly clock: number;
  readonly servedLanguage: ServedLanguage;
  readonly dueAt: Instant | null;
  readonly decidedBy: ClockLeg['target'];
  /** null while the clock has not stopped. */
  readonly inTime: boolean | null;
  readonly legs: readonly LegExplanation[];
  readonly incidents: readonly ClockIncident[];
  /** Versions of policy, calendars and time-zone data used. */
  readonly versions: Readonly<Record<string, string>>;
}

/** The events of a ticket's response clocks. */
export const CLOCK_EVENTS = [
  'ResponseClockStarted',
  'ResponseClockPaused',
  'ResponseClockResumed',
  'ResponseClockStopped',
  'ResponseAtRisk',
  'ResponseTargetBreached',
] as const;
/** The events from which the clocks of a ticket are explained. */
export const EXPLAINED_EVENTS: readonly string[] = ['TicketOpened', ...CLOCK_EVENTS];
type ClockEvent = LoggedEvent<(typeof CLOCK_EVENTS)[number]>;
type DueTimeEvent = LoggedEvent<'ResponseClockStarted' | 'ResponseClockResumed'>;

/** A period in which a clock runs: from its start or resumption to a pause or the due time. */
interface RunningPeriod {
  readonly dated: DueTimeEvent;
  readonly from: Instant;
  /** null: up to the due time of each leg. */
  readonly pausedAt: Instant | null;
}

const LEVEL_RULES: Readonly<Record<Entitlement['level'], string>> = {
  essentials: 'E5',
  enhanced: 'E6',
  grand: 'C2',
  epic: 'C3',
};

const ruleOf = (target: ClockLeg['target'], entitlement: Entitlement | null): string =>
  target === 'japanese-desk' ? 'L3' : LEVEL_RULES[entitlement?.level ?? 'essentials'];

const incidentOf = (event: ClockEvent): ClockIncident => {
  switch (event.type) {
    case 'ResponseClockStarted':
      return { at: event.data.startedAt, what: 'started' };
    case 'ResponseClockPaused':
      return { at: event.data.pausedAt, what: 'paused' };
    case 'ResponseClockResumed':
      return { at: event.data.resumedAt, what: 'resumed' };
    case 'ResponseAtRisk':
      return { at: event.data.riskAt, what: 'at-risk' };
    case 'ResponseTargetBreached':
      return { at: event.data.dueAt, what: 'breached' };
    case 'ResponseClockStopped':
      return { at: event.data.stoppedAt, what: event.data.reason };
  }
};

const runningPeriodsOf = (events: readonly ClockEvent[]): readonly RunningPeriod[] =>
  events.flatMap((event, index): RunningPeriod[] => {
    if (event.type !== 'ResponseClockStarted' && event.type !== 'ResponseClockResumed') return [];
    const pause = events.slice(index).find((later) => later.type === 'ResponseClockPaused');
    const from = event.type === 'ResponseClockStarted' ? event.data.startedAt : event.data.resumedAt;
    return [{ dated: event, from, pausedAt: pause?.data.pausedAt ?? null }];
  });

/** Returns true if calendars and time-zone data have not changed since. */
const usesSameCalendars = (
  { metadata: { versions = {} } }: DueTimeEvent,
  { calendarsVersion, zones }: Policies,
): boolean => versions['calendars'] === calendarsVersion && versions['tzdb'] === zones.version;

const shown =
  (calendar: string, policies: Policies) =>
  ({ from, to }: { readonly from: number; readonly to: number }): CountedInterval => {
    const zone = policies.calendars.get(calendar)?.timeZone;
    const local = (instant: number): string => instantOf(policies.zones.toWall(zone ?? 'UTC', instant)).slice(0, -1);
    return {
      from: instantOf(from),
      to: instantOf(to),
      minutes: (to - from) / MINUTE,
      local: zone === undefined ? null : { zone, from: local(from), to: local(to) },
    };
  };

const countedIn = (leg: ClockLeg, { from, pausedAt }: RunningPeriod, policies: Policies): readonly CountedInterval[] =>
  openIntervals(
    hoursOf(policies, leg.calendar),
    millisOf(from),
    millisOf(pausedAt !== null && pausedAt < leg.dueAt ? pausedAt : leg.dueAt),
  ).map(shown(leg.calendar, policies));

const explainedLeg = (
  { target, calendar, minutes }: ClockLeg,
  periods: readonly RunningPeriod[],
  entitlement: Entitlement | null,
  policiesOf: (event: RecordedEvent) => Policies,
): LegExplanation => {
  const legIn = ({ dated }: RunningPeriod): ClockLeg | undefined =>
    dated.data.legs.find((leg) => leg.target === target);
  const last = periods.at(-1);
  const same = periods.every(({ dated }) => usesSameCalendars(dated, policiesOf(dated)));
  return {
    target,
    rule: ruleOf(target, entitlement),
    calendar,
    minutes,
    dueAt: last && last.pausedAt === null ? (legIn(last)?.dueAt ?? null) : null,
    counted: same
      ? periods.flatMap((period) => {
          const leg = legIn(period);
          return leg ? countedIn(leg, period, policiesOf(period.dated)) : [];
        })
      : null,
  };
};

const explainedClock = (
  started: LoggedEvent<'ResponseClockStarted'>,
  events: readonly ClockEvent[],
  entitlement: Entitlement | null,
  policiesOf: (event: RecordedEvent) => Policies,
): ClockExplanation => {
  const periods = runningPeriodsOf(events);
  const last = periods.at(-1);
  const stopped = events.find((event) => event.type === 'ResponseClockStopped');
  const { clock, servedLanguage, legs }: ResponseClockStarted['data'] = started.data;
  return {
    clock,
    servedLanguage,
    dueAt: last && last.pausedAt === null ? last.dated.data.dueAt : null,
    decidedBy: last?.dated.data.decidedBy ?? started.data.decidedBy,
    inTime: stopped?.data.inTime ?? null,
    legs: legs.map((leg) => explainedLeg(leg, periods, entitlement, policiesOf)),
    incidents: events.map(incidentOf),
    versions: started.metadata.versions ?? {},
  };
};

/** Explains the response clocks of a ticket, recomputed from EXPLAINED_EVENTS and the policies that each event used. */
export const explainClocks = (
  events: readonly RecordedEvent[],
  policiesOf: (event: RecordedEvent) => Policies,
): readonly ClockExplanation[] => {
  const opened = events.find((event) => isLogged(event, ['TicketOpened']));
  const clockEvents = events.filter((event) => isLogged(event, CLOCK_EVENTS));
  return clockEvents.flatMap((event) => {
    if (event.type !== 'ResponseClockStarted') return [];
    return [
      explainedClock(
        event,
        clockEvents.filter(({ data }) => data.clock === event.data.clock),
        opened?.data.entitlement ?? null,
        policiesOf,
      ),
    ];
  });
};
