import type { LoggedEvent } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';

/** A reservation of a consultant's time that nobody has confirmed yet. */
export type ConsultantReleaseRow = {
  readonly kind: 'consultant-release';
  readonly at: Instant;
  readonly consultantId: string;
  readonly appointmentId: string;
};

export const releaseKey = ({
  data,
}: LoggedEvent<'ConsultantReserved' | 'ConsultantConfirmed' | 'ConsultantReleased'>): string =>
  `consultant-release.${data.consultantId}.${data.appointmentId}`;

export const releaseAfterReservation = (
  _row: unknown,
  { data: { consultantId, appointmentId, until } }: LoggedEvent<'ConsultantReserved'>,
): ConsultantReleaseRow => ({ kind: 'consultant-release', at: until, consultantId, appointmentId });
