import type { CancellationReason, ConsultationSource, ProgrammeEvent } from '@ledgerdesk/events';
import {
  addMillis,
  type Command,
  DAY,
  type Decider,
  type Decision,
  type Instant,
  isRefusal,
  type Refusal,
  refuse,
} from '@ledgerdesk/kernel';
import { type AddOn, editionHeldAt } from '../add-on/state.js';
import { activeMember } from '../member/active-member.js';
import { hasOwnAddOn, isAdmin, type Member, wasActive } from '../member/state.js';
import type { Policies } from '../policies.js';
import { addOnsOf } from '../taxonomy.js';
import {
  appointmentTimeRefusal,
  bookedTooOften,
  cancelRefusal,
  endOf,
  holdRefusal,
  isEndedBy,
  lastsUntil,
  memberSuspended,
  MAX_BOOKINGS,
} from './appointment.js';
import { type Consultation, consultationOf, evolve, type Programme } from './state.js';

/** E4: books the consultation of an add-on. */
export interface BookConsultation extends Command {
  readonly type: 'BookConsultation';
  readonly teamId: string;
  readonly consultationId: string;
  /** Product of the add-on. */
  readonly product: string;
  readonly memberId: string;
  readonly consultantId: string;
  readonly startsAt: Instant;
}
interface OfConsultation extends Command {
  readonly teamId: string;
  readonly consultationId: string;
}
/** Marks a consultation as held. */
export interface HoldConsultation extends OfConsultation {
  readonly type: 'HoldConsultation';
}
/** Cancels a booked consultation. */
export interface CancelConsultation extends OfConsultation {
  readonly type: 'CancelConsultation';
  /** The member who cancels what they booked; absent for staff, who cancel any. */
  readonly memberId?: string;
}
/** Cancels a consultation and books it at another time or with another consultant, both or neither. */
export interface MoveConsultation extends OfConsultation {
  readonly type: 'MoveConsultation';
  /** The member who moves what they booked. */
  readonly memberId: string;
  /** Id of the consultation that replaces it. */
  readonly newConsultationId: string;
  readonly consultantId: string;
  readonly startsAt: Instant;
}
/** E4: cancels the consultations that an add-on included, because it has ended. Sent by the engine. */
export interface EndConsultations extends Command {
  readonly type: 'EndConsultations';
  readonly teamId: string;
  readonly source: ConsultationSource;
  /** Product of the team's add-on; null for the add-on of a Champion. */
  readonly product: string | null;
  /** The Champion; null for the team's add-on. */
  readonly memberId: string | null;
  readonly endedAt: Instant;
  readonly reason: CancellationReason;
}
export type ProgrammeCommand =
  BookConsultation | HoldConsultation | CancelConsultation | MoveConsultation | EndConsultations;

/** The member and the team's add-on for the product of the consultation; cancelling needs neither. */
export interface ProgrammeFacts {
  readonly policies: Policies;
  readonly member?: Member | undefined;
  readonly addOn?: AddOn | undefined;
}

/** Returns the add-ons that entitle a member to a consultation: the team's for admins, a Champion's own (C6). */
export const consultationSources = (
  member: Member,
  addOn: AddOn | undefined,
  product: string,
  at: Instant,
  startsAt: Instant,
): readonly ConsultationSource[] => [
  ...(isAdmin(member) && addOn?.product === product && lastsUntil(addOn, at, startsAt) ? ['team' as const] : []),
  ...(member.champion?.addOn === product ? ['champion' as const] : []),
];

const unknownAddOn = (product: string, { taxonomy }: Policies): Refusal | undefined =>
  addOnsOf(taxonomy).includes(product)
    ? undefined
    : refuse('invalid', 'unknown-add-on', `Unknown add-on '${product}'. Use one of the add-ons in the taxonomy.`, {
        rule: 'E4',
      });

/** Time in which the bookings of a member are counted. */
const BOOKINGS_MS = 30 * DAY;

const tooManyBookings = (
  { consultations }: Programme,
  { product, memberId, at }: BookConsultation,
): Refusal | undefined => {
  const since = addMillis(at, -BOOKINGS_MS);
  const recent = consultations.filter(
    (one) => one.product === product && one.memberId === memberId && one.bookedAt > since,
  );
  return recent.length < MAX_BOOKINGS ? undefined : bookedTooOften();
};

const book = (
  command: BookConsultation,
  programme: Programme,
  { policies, member: booker, addOn }: ProgrammeFacts,
): Decision<ProgrammeEvent> => {
  const { type: _, at, ...data } = command;
  const member = activeMember(booker);
  if (isRefusal(member)) return member;
  const unfit = unknownAddOn(data.product, policies) ?? appointmentTimeRefusal(data.startsAt, at);
  if (unfit) return unfit;
  const sources = consultationSources(member, addOn, data.product, at, data.startsAt);
  if (sources.length === 0)
    return refuse(
      'forbidden',
      'no-consultation',
      `A consultation requires an admin and an add-on for ${data.product} that is active at the start time.`,
      { rule: 'E4' },
    );
  const source = sources.find((one) => !consultationOf(programme, data.product, one, data.memberId));
  if (!source)
    return refuse(
      'conflict',
      'consultation-used',
      `The consultation for ${data.product} is already booked. Each add-on includes one.`,
      { rule: 'E4' },
    );
  return (
    tooManyBookings(programme, command) ?? [
      { type: 'ConsultationBooked', data: { ...data, source, endsAt: endOf(data.startsAt) } },
    ]
  );
};

/** E4, C6: returns true if the add-on that includes a consultation was active at its start. */
const isIncluded = ({ source, startsAt }: Consultation, { member, addOn }: ProgrammeFacts): boolean => {
  if (source === 'team') return editionHeldAt(addOn, startsAt) !== undefined;
  const until = member?.championUntil ?? null;
  return member !== undefined && (until === null || startsAt < until);
};

/** E2: returns true if a Champion had no support when a consultation of the personal add-on started. */
const isSuspended = ({ source, startsAt, status }: Consultation, { member }: ProgrammeFacts): boolean =>
  source === 'champion' && status === 'booked' && member !== undefined && !wasActive(member, startsAt);

const keyOf = (teamId: string, { consultationId, product, memberId, consultantId }: Consultation) => ({
  teamId,
  consultationId,
  product,
  memberId,
  consultantId,
});

const change = (
  { type, teamId, at }: HoldConsultation | CancelConsultation,
  consultation: Consultation,
  facts: ProgrammeFacts,
): Decision<ProgrammeEvent> => {
  const data = keyOf(teamId, consultation);
  const { status } = consultation;
  if (type === 'HoldConsultation')
    return (
      holdRefusal(consultation, at, isIncluded(consultation, facts)) ??
      (isSuspended(consultation, facts) ? memberSuspended(consultation) : undefined) ??
      (status === 'held' ? [] : [{ type: 'ConsultationHeld', data }])
    );
  return (
    cancelRefusal(consultation) ??
    (status === 'cancelled' ? [] : [{ type: 'ConsultationCancelled', data: { ...data, reason: 'requested' } }])
  );
};

/** The hour before is free only once its release is recorded: a move within it is refused as `consultant-busy`. */
const move = (
  { teamId, memberId, newConsultationId: consultationId, consultantId, startsAt, at }: MoveConsultation,
  consultation: Consultation,
  programme: Programme,
  facts: ProgrammeFacts,
): Decision<ProgrammeEvent> => {
  if (consultation.status === 'cancelled')
    return refuse('conflict', 'appointment-cancelled', 'This appointment was cancelled. Book a new one.');
  const key = { teamId, consultationId: consultation.consultationId, at };
  const cancelled = change({ type: 'CancelConsultation', ...key }, consultation, facts);
  if (isRefusal(cancelled)) return cancelled;
  const after = cancelled.reduce((state, event) => evolve(state, event, at), programme);
  const { product } = consultation;
  const booking = { teamId, consultationId, product, memberId, consultantId, startsAt, at };
  const booked = book({ type: 'BookConsultation', ...booking }, after, facts);
  return isRefusal(booked) ? booked : [...cancelled, ...booked];
};

/**
 * Keeps the consultations if the entitlement exists again: the member is a Champion again, suspended or not, or the
 * add-on was bought at that instant.
 */
const end = (
  { teamId, source, product, memberId, endedAt, reason }: EndConsultations,
  { consultations }: Programme,
  { member, addOn }: ProgrammeFacts,
): Decision<ProgrammeEvent> => {
  const isCarriedOn =
    source === 'team'
      ? editionHeldAt(addOn, endedAt) !== undefined
      : member !== undefined && member.status !== 'deactivated' && hasOwnAddOn(member);
  if (isCarriedOn) return [];
  return consultations
    .filter((one) => one.source === source && isEndedBy(one, endedAt))
    .filter((one) => (source === 'team' ? one.product === product : one.memberId === memberId))
    .map((one) => ({ type: 'ConsultationCancelled', data: { ...keyOf(teamId, one), reason } }));
};

/** Decides the consultations of one team (E4, C6). */
export const programmeDecider: Decider<ProgrammeCommand, ProgrammeEvent, Programme, ProgrammeFacts> = {
  initial: { consultations: [] },
  evolve,
  decide: (command, programme, facts) => {
    if (command.type === 'BookConsultation') return book(command, programme, facts);
    if (command.type === 'EndConsultations') return end(command, programme, facts);
    const booker = 'memberId' in command ? command.memberId : undefined;
    const consultation = programme.consultations.find(
      ({ consultationId, memberId }) => consultationId === command.consultationId && (booker ?? memberId) === memberId,
    );
    if (!consultation) return refuse('not-found', 'consultation-not-found', 'Consultation not found.');
    return command.type === 'MoveConsultation'
      ? move(command, consultation, programme, facts)
      : change(command, consultation, facts);
  },
};
