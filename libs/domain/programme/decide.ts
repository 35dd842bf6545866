import type { ConsultationSource, ProgrammeEvent } from '@ledgerdesk/events';
import { type Command, type Decider, type Instant, isRefusal, type Refusal, refuse } from '@ledgerdesk/kernel';
import type { AddOn } from '../add-on/state.js';
import { activeMember } from '../member/active-member.js';
import { isAdmin, type Member } from '../member/state.js';
import type { Policies } from '../policies.js';
import { addOnsOf } from '../taxonomy.js';
import { endOf, lastsUntil, cancelRefusal, holdRefusal, appointmentTimeRefusal } from './appointment.js';
import { type Consultation, consultationOf, evolve, type Programme } from './state.js';

export interface BookConsultation extends Command {
  readonly type: 'BookConsultation';
  readonly teamId: string;
  readonly consultationId: string;
  /** That of the add-on. */
  readonly product: string;
  readonly memberId: string;
  readonly consultantId: string;
  readonly startsAt: Instant;
}
interface OfConsultation extends Command {
  readonly teamId: string;
  readonly consultationId: string;
}
export interface HoldConsultation extends OfConsultation {
  readonly type: 'HoldConsultation';
}
export interface CancelConsultation extends OfConsultation {
  readonly type: 'CancelConsultation';
}
export type ProgrammeCommand = BookConsultation | HoldConsultation | CancelConsultation;

/** Who books, and the team's add-on for the product; only booking needs them. */
export interface ProgrammeFacts {
  readonly policies: Policies;
  readonly member?: Member | undefined;
  readonly addOn?: AddOn | undefined;
}

type Decision = readonly ProgrammeEvent[] | Refusal;

/** Returns the add-ons that give a member a consultation: the team's for admins, the Champion's own (C6). */
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
    : refuse('invalid', 'unknown-add-on', `There is no add-on for '${product}'.`, { rule: 'E4' });

const book = (
  { type: _, at, ...data }: BookConsultation,
  programme: Programme,
  { policies, member: asked, addOn }: ProgrammeFacts,
): Decision => {
  const member = activeMember(asked);
  if (isRefusal(member)) return member;
  const unfit = unknownAddOn(data.product, policies) ?? appointmentTimeRefusal(data.startsAt, at);
  if (unfit) return unfit;
  const sources = consultationSources(member, addOn, data.product, at, data.startsAt);
  if (sources.length === 0)
    return refuse(
      'forbidden',
      'no-consultation',
      `A consultation comes with an add-on for ${data.product} that lasts until then, for admins.`,
      { rule: 'E4' },
    );
  const source = sources.find((one) => !consultationOf(programme, data.product, one, data.memberId));
  if (!source)
    return refuse(
      'conflict',
      'consultation-used',
      `The consultation for ${data.product} has been booked already: there is one with each add-on.`,
      { rule: 'E4' },
    );
  return [{ type: 'ConsultationBooked', data: { ...data, source, endsAt: endOf(data.startsAt) } }];
};

const change = ({ type, teamId, at }: HoldConsultation | CancelConsultation, consultation: Consultation): Decision => {
  const { consultationId, product, memberId, consultantId, status } = consultation;
  const data = { teamId, consultationId, product, memberId, consultantId };
  if (type === 'HoldConsultation')
    return holdRefusal(consultation, at) ?? (status === 'held' ? [] : [{ type: 'ConsultationHeld', data }]);
  return cancelRefusal(consultation) ?? (status === 'cancelled' ? [] : [{ type: 'ConsultationCancelled', data }]);
};

export const programmeDecider: Decider<ProgrammeCommand, ProgrammeEvent, Programme, ProgrammeFacts> = {
  initial: { consultations: [] },
  evolve,
  decide: (command, programme, facts) => {
    if (command.type === 'BookConsultation') return book(command, programme, facts);
    const consultation = programme.consultations.find(
      ({ consultationId }) => consultationId === command.consultationId,
    );
    return consultation
      ? change(command, consultation)
      : refuse('not-found', 'consultation-not-found', 'There is no such consultation.');
  },
};
