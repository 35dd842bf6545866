import { quarterOf } from '@ledgerdesk/business-time';
import type { QuarterEvent } from '@ledgerdesk/events';
import { type Decision, type Instant, isRefusal, type Refusal, refuse } from '@ledgerdesk/kernel';
import { type AddOn, editionAt, editionHeldAt } from '../add-on/state.js';
import { activeMember } from '../member/active-member.js';
import { isAdmin, type Member } from '../member/state.js';
import {
  appointmentTimeRefusal,
  bookedTooOften,
  cancelRefusal,
  endOf,
  holdRefusal,
  isEndedBy,
  lastsUntil,
  MAX_BOOKINGS,
} from '../programme/appointment.js';
import type {
  CancelRootCauseSession,
  EndRootCauseSession,
  HoldRootCauseSession,
  MoveRootCauseSession,
  ScheduleRootCauseSession,
} from './commands.js';
import { evolve, type RootCauseSession, type TeamQuarter } from './state.js';

/** The member who schedules a session, and the team's add-ons; cancelling needs neither. */
export interface SessionFacts {
  readonly member?: Member | undefined;
  readonly addOns?: readonly (AddOn | undefined)[];
}

/** Q3: returns true if an Enhanced add-on is active now and when the session starts. */
export const hasSessions = (addOns: readonly (AddOn | undefined)[], at: Instant, startsAt: Instant): boolean =>
  addOns.some((addOn) => lastsUntil(addOn, at, startsAt) && editionAt(addOn, startsAt) === 'enhanced');

/** C6: a Champion's own add-on includes no session; Q3 otherwise. */
const noSession = (member: Member): Refusal =>
  refuse(
    'forbidden',
    'no-root-cause-session',
    'A root-cause session requires an admin and an Enhanced add-on of the team that is active at the start time.',
    { rule: member.champion ? 'C6' : 'Q3' },
  );

const mismatch = (startsAt: Instant, quarter: string): Refusal | undefined =>
  quarterOf(startsAt) === quarter
    ? undefined
    : refuse('invalid', 'wrong-quarter', `${startsAt} is not in ${quarter}. Choose a time in that quarter.`, {
        rule: 'Q3',
      });

/** Q3: one session per quarter, counted in the quarter in which it takes place, so unused ones do not carry over. */
export const scheduleSession = (
  { type: _, at, ...data }: ScheduleRootCauseSession,
  { session, scheduled }: TeamQuarter,
  { member: booker, addOns = [] }: SessionFacts,
): Decision<QuarterEvent> => {
  const member = activeMember(booker);
  if (isRefusal(member)) return member;
  const unfit = appointmentTimeRefusal(data.startsAt, at) ?? mismatch(data.startsAt, data.quarter);
  if (unfit) return unfit;
  if (!isAdmin(member) || !hasSessions(addOns, at, data.startsAt)) return noSession(member);
  if (session && session.status !== 'cancelled')
    return refuse(
      'conflict',
      'session-used',
      `The root-cause session of ${data.quarter} is already scheduled. Each quarter includes one.`,
      { rule: 'Q3' },
    );
  if ((scheduled[data.memberId] ?? 0) >= MAX_BOOKINGS) return bookedTooOften();
  return [{ type: 'RootCauseSessionScheduled', data: { ...data, endsAt: endOf(data.startsAt) } }];
};

const isEnhancedAt = ({ addOns = [] }: SessionFacts, at: Instant): boolean =>
  addOns.some((addOn) => editionHeldAt(addOn, at) === 'enhanced');

/** Marks a session as held, or cancels it. */
export const changeSession = (
  command: HoldRootCauseSession | CancelRootCauseSession,
  session: RootCauseSession | null,
  facts: SessionFacts,
): Decision<QuarterEvent> => {
  const { type, teamId, quarter, at } = command;
  const booker = command.type === 'CancelRootCauseSession' ? command.memberId : undefined;
  if (!session || (booker ?? session.memberId) !== session.memberId)
    return refuse('not-found', 'session-not-found', `No root-cause session is scheduled in ${quarter}.`);
  const { sessionId, memberId, consultantId, status } = session;
  const data = { teamId, quarter, sessionId, memberId, consultantId };
  if (type === 'HoldRootCauseSession')
    return (
      holdRefusal(session, at, isEnhancedAt(facts, session.startsAt)) ??
      (status === 'held' ? [] : [{ type: 'RootCauseSessionHeld', data }])
    );
  return (
    cancelRefusal(session) ??
    (status === 'cancelled' ? [] : [{ type: 'RootCauseSessionCancelled', data: { ...data, reason: 'requested' } }])
  );
};

/** Both or neither. The hour before is free only once its release is recorded. */
export const moveSession = (
  { type: _, at, ...data }: MoveRootCauseSession,
  quarter: TeamQuarter,
  facts: SessionFacts,
): Decision<QuarterEvent> => {
  const { teamId, memberId } = data;
  const { session } = quarter;
  if (session?.status === 'cancelled')
    return refuse('conflict', 'appointment-cancelled', 'This appointment was cancelled. Book a new one.');
  const key = { teamId, quarter: data.quarter, memberId, at };
  const cancelled = changeSession({ type: 'CancelRootCauseSession', ...key }, session, facts);
  if (isRefusal(cancelled)) return cancelled;
  const after = cancelled.reduce((state, event) => evolve(state, event, at), quarter);
  const scheduled = scheduleSession({ type: 'ScheduleRootCauseSession', at, ...data }, after, facts);
  return isRefusal(scheduled) ? scheduled : [...cancelled, ...scheduled];
};

/** Q3: cancels a session that would start after its Enhanced add-on ended. Another Enhanced add-on carries it on. */
export const endSession = (
  { teamId, quarter, endedAt, reason }: EndRootCauseSession,
  session: RootCauseSession | null,
  facts: SessionFacts,
): readonly QuarterEvent[] => {
  if (!session || !isEndedBy(session, endedAt) || isEnhancedAt(facts, endedAt)) return [];
  const { sessionId, memberId, consultantId } = session;
  const data = { teamId, quarter, sessionId, memberId, consultantId, reason };
  return [{ type: 'RootCauseSessionCancelled', data }];
};
