import type { LoggedEvent } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { defineTimerKind } from './timer-kind.js';

/** The end of an unconfirmed reservation of a consultant. */
export type ConsultantReleaseRow = {
  readonly kind: 'consultant-release';
  readonly at: Instant;
  readonly consultantId: string;
  readonly appointmentId: string;
};

const armed = (
  _row: ConsultantReleaseRow | undefined,
  { data: { consultantId, appointmentId, until } }: LoggedEvent<'ConsultantReserved'>,
): ConsultantReleaseRow => ({ kind: 'consultant-release', at: until, consultantId, appointmentId });

export const consultantRelease = defineTimerKind({
  kind: 'consultant-release',
  keyOf: ({ data: { consultantId, appointmentId } }) => `consultant-release.${consultantId}.${appointmentId}`,
  on: { ConsultantReserved: armed, ConsultantConfirmed: () => undefined, ConsultantReleased: () => undefined },
  identity: ({ kind, consultantId, appointmentId, at }) => ({ kind, consultantId, appointmentId, at }),
  command: ({ consultantId, appointmentId }) => ({
    to: 'consultant',
    consultantId,
    input: { type: 'SettleReservation', consultantId, appointmentId },
  }),
});
