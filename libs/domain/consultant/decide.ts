import type { ConsultantEvent, ConsultantReserved } from '@ledgerdesk/events';
import { addMillis, type Command, type Decider, type Instant, MINUTE, type Refusal, refuse } from '@ledgerdesk/kernel';

/** A reserved time slot of a consultant. */
export type Reservation = Omit<ConsultantReserved['data'], 'consultantId'> & { readonly confirmed: boolean };

/** The reservations of a consultant that have not ended. */
export interface Consultant {
  readonly reservations: readonly Reservation[];
}

export type ReserveConsultant = Command & { readonly type: 'ReserveConsultant' } & Omit<
    ConsultantReserved['data'],
    'until'
  >;
/** Looks whether what the time was reserved for came about, and confirms or releases it. */
export interface SettleReservation extends Command {
  readonly type: 'SettleReservation';
  readonly consultantId: string;
  readonly appointmentId: string;
}
export type ConsultantCommand = ReserveConsultant | SettleReservation;

/** Whether there is such an agent; whether what the time is reserved for has been agreed on. */
export interface ConsultantFacts {
  readonly isAgent: boolean;
  readonly isAgreed: boolean;
}

type Decision = readonly ConsultantEvent[] | Refusal;

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
): Decision => {
  if (!isAgent)
    return refuse(
      'invalid',
      'unknown-consultant',
      `There is no consultant '${data.consultantId}'. Name an agent who is registered.`,
    );
  if (reservations.some(({ appointmentId }) => appointmentId === data.appointmentId)) return [];
  const taken = reservations.find(({ startsAt, endsAt }) => startsAt < data.endsAt && data.startsAt < endsAt);
  if (taken)
    return refuse(
      'conflict',
      'consultant-busy',
      `The consultant is not free from ${taken.startsAt} to ${taken.endsAt}. ` +
        'Choose another time, or another consultant.',
    );
  return [{ type: 'ConsultantReserved', data: { ...data, until: addMillis(at, PROVISIONAL_MS) } }];
};

const settle = (
  { consultantId, appointmentId }: SettleReservation,
  { reservations }: Consultant,
  { isAgreed }: ConsultantFacts,
): Decision => {
  const found = reservations.find((one) => one.appointmentId === appointmentId);
  if (!found || (isAgreed && found.confirmed)) return [];
  return [
    {
      type: isAgreed ? 'ConsultantConfirmed' : 'ConsultantReleased',
      data: { consultantId, appointmentId, teamId: found.teamId },
    },
  ];
};

export const consultantDecider: Decider<ConsultantCommand, ConsultantEvent, Consultant, ConsultantFacts> = {
  initial: { reservations: [] },
  evolve,
  decide: (command, consultant, facts) =>
    command.type === 'ReserveConsultant' ? reserve(command, consultant, facts) : settle(command, consultant, facts),
};
