import type { ConsultantEvent, ConsultantReserved } from '@ledgerdesk/events';
import { addMillis, type Command, type Decider, type Decision, type Instant, MINUTE, refuse } from '@ledgerdesk/kernel';

/** A reserved time slot of a consultant. */
export type Reservation = Omit<ConsultantReserved['data'], 'consultantId'> & { readonly confirmed: boolean };

/** The reservations of a consultant that have not ended. */
export interface Consultant {
  readonly reservations: readonly Reservation[];
  /** True once what identified the consultant is erased. */
  readonly erased: boolean;
}

/** Reserves the slot [startsAt, endsAt) of a consultant. */
export type ReserveConsultant = Command & { readonly type: 'ReserveConsultant' } & Omit<
    ConsultantReserved['data'],
    'until'
  >;
/** Confirms a reservation if its appointment is booked, else releases it. */
export interface SettleReservation extends Command {
  readonly type: 'SettleReservation';
  readonly consultantId: string;
  readonly appointmentId: string;
}
/** Erases what identifies a consultant. Reservations stay: they name nobody but by id. */
export interface EraseConsultant extends Command {
  readonly type: 'EraseConsultant';
  readonly consultantId: string;
}
export type ConsultantCommand = ReserveConsultant | SettleReservation | EraseConsultant;

/** Whether the consultant is a registered agent, and whether the appointment is booked. */
export interface ConsultantFacts {
  readonly isAgent: boolean;
  readonly isAgreed: boolean;
}

/** How long a reservation waits for its confirmation, in ms. */
const PROVISIONAL_MS = 5 * MINUTE;

const without = (reservations: readonly Reservation[], id: string): readonly Reservation[] =>
  reservations.filter(({ appointmentId }) => appointmentId !== id);

const evolve = (consultant: Consultant, event: ConsultantEvent, occurredAt: Instant): Consultant => {
  const { reservations } = consultant;
  switch (event.type) {
    case 'ConsultantReserved': {
      const { consultantId: _, ...data } = event.data;
      return {
        ...consultant,
        reservations: [...reservations.filter(({ endsAt }) => endsAt > occurredAt), { ...data, confirmed: false }],
      };
    }
    case 'ConsultantConfirmed':
      return {
        ...consultant,
        reservations: reservations.map((one) =>
          one.appointmentId === event.data.appointmentId ? { ...one, confirmed: true } : one,
        ),
      };
    case 'ConsultantReleased':
      return { ...consultant, reservations: without(reservations, event.data.appointmentId) };
    case 'ConsultantErased':
      return { ...consultant, erased: true };
  }
};

const reserve = (
  { type: _, at, ...data }: ReserveConsultant,
  { reservations, erased }: Consultant,
  { isAgent }: ConsultantFacts,
): Decision<ConsultantEvent> => {
  if (erased)
    return refuse('conflict', 'consultant-erased', 'The data of this consultant is erased. Choose another consultant.');
  if (!isAgent)
    return refuse(
      'invalid',
      'unknown-consultant',
      `Unknown consultant '${data.consultantId}'. Use the ID of a registered agent.`,
    );
  if (reservations.some(({ appointmentId }) => appointmentId === data.appointmentId)) return [];
  const taken = reservations.find(({ startsAt, endsAt }) => startsAt < data.endsAt && data.startsAt < endsAt);
  if (taken)
    return refuse(
      'conflict',
      'consultant-busy',
      `The consultant is busy from ${taken.startsAt} to ${taken.endsAt}. ` +
        'Choose another time or another consultant.',
    );
  return [{ type: 'ConsultantReserved', data: { ...data, until: addMillis(at, PROVISIONAL_MS) } }];
};

const settle = (
  { consultantId, appointmentId }: SettleReservation,
  { reservations }: Consultant,
  { isAgreed }: ConsultantFacts,
): Decision<ConsultantEvent> => {
  const found = reservations.find((one) => one.appointmentId === appointmentId);
  if (!found || (isAgreed && found.confirmed)) return [];
  return [
    {
      type: isAgreed ? 'ConsultantConfirmed' : 'ConsultantReleased',
      data: { consultantId, appointmentId, teamId: found.teamId },
    },
  ];
};

const erase = ({ consultantId }: EraseConsultant, { erased }: Consultant): readonly ConsultantEvent[] =>
  erased ? [] : [{ type: 'ConsultantErased', data: { consultantId } }];

/** Decides the reservations of one consultant. */
export const consultantDecider: Decider<ConsultantCommand, ConsultantEvent, Consultant, ConsultantFacts> = {
  initial: { reservations: [], erased: false },
  evolve,
  decide: (command, consultant, facts) => {
    switch (command.type) {
      case 'ReserveConsultant':
        return reserve(command, consultant, facts);
      case 'SettleReservation':
        return settle(command, consultant, facts);
      case 'EraseConsultant':
        return erase(command, consultant);
    }
  },
};
