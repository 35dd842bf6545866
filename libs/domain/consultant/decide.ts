import type { ConsultantEvent, ConsultantReserved } from '@ledgerdesk/events';
import { addMillis, type Command, type Decider, type Decision, type Instant, MINUTE, refuse } from '@ledgerdesk/kernel';

/** A reserved time slot of a consultant. */
export type Reservation = Omit<ConsultantReserved['data'], 'consultantId'> & { readonly confirmed: boolean };

/** The reservations of a consultant that have not ended. */
export interface Consultant {
  readonly reservations: readonly Reservation[];
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
export type ConsultantCommand = ReserveConsultant | SettleReservation;

/** Whether the consultant is a registered agent, and whether the appointment is booked. */
export interface ConsultantFacts {
  readonly isAgent: boolean;
  readonly isAgreed: boolean;
}

/** How long a reservation waits for its confirmation, in ms. */
const PROVISIONAL_MS = 5 * MINUTE;

const without = (reservations: readonly Reservation[], id: string): readonly Reservation[] =>
  reservations.filter(({ appointmentId }) => appointmentId !== id);

const evolve = ({ reservations }: Consultant, event: ConsultantEvent, occurredAt: Instant): Consultant => {
  switch (event.type) {
    case 'ConsultantReserved': {
      const { consultantId: _, ...data } = event.data;
      return {
        reservations: [...reservations.filter(({ endsAt }) => endsAt > occurredAt), { ...data, confirmed: false }],
      };
    }
    case 'ConsultantConfirmed':
      return {
        reservations: reservations.map((one) =>
          one.appointmentId === event.data.appointmentId ? { ...one, confirmed: true } : one,
        ),
      };
    case 'ConsultantReleased':
      return { reservations: without(reservations, event.data.appointmentId) };
  }
};

const reserve = (
  { type: _, at, ...data }: ReserveConsultant,
  { reservations }: Consultant,
  { isAgent }: ConsultantFacts,
): Decision<ConsultantEvent> => {
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

/** Decides the reservations of one consultant. */
export const consultantDecider: Decider<ConsultantCommand, ConsultantEvent, Consultant, ConsultantFacts> = {
  initial: { reservations: [] },
  evolve,
  decide: (command, consultant, facts) =>
    command.type === 'ReserveConsultant' ? reserve(command, consultant, facts) : settle(command, consultant, facts),
};
