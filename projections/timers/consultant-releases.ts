import type { Instant } from '@ledgerdesk/kernel';
import type { Logged } from '../define.js';

/** A reservation of a consultant's time that nobody has confirmed yet. */
export type ConsultantReleaseRow = {
  readonly kind: 'consultant-release';
  readonly at: Instant;
  readonly consultantId: string;
  readonly appointmentId: string;
};

export const releaseKey = ({
  data,
}: Logged<'ConsultantReserved' | 'ConsultantConfirmed' | 'ConsultantReleased'>): string =>
  `consultant-release.${data.consultantId}.${data.appointmentId}`;

export const releaseAfterReservation = (
  _row: unknown,
  { data: { consultantId, appointmentId, until } }: Logged<'ConsultantReserved'>,
): ConsultantReleaseRow => ({ kind: 'consultant-release', at: until, consultantId, appointmentId });
