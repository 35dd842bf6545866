import type { Instant } from '@ledgerdesk/kernel';
import { defineEvent, type EventOf, type Upcaster } from './definition.js';
import type { CancellationReason } from './value-types.js';

/** The add-on that includes the consultation: the team's or a Champion's own (C6). */
export const CONSULTATION_SOURCES = ['team', 'champion'] as const;
export type ConsultationSource = (typeof CONSULTATION_SOURCES)[number];

/** `product` is that of the add-on, `memberId` the member who booked. */
interface ConsultationKey {
  teamId: string;
  consultationId: string;
  product: string;
  memberId: string;
  consultantId: string;
}

export type ConsultationBooked = EventOf<
  'ConsultationBooked',
  ConsultationKey & { source: ConsultationSource; startsAt: Instant; endsAt: Instant }
>;
export type ConsultationHeld = EventOf<'ConsultationHeld', ConsultationKey>;
/** The consultation can be booked again. */
export type ConsultationCancelled = EventOf<'ConsultationCancelled', ConsultationKey & { reason: CancellationReason }>;
export type ProgrammeEvent = ConsultationBooked | ConsultationHeld | ConsultationCancelled;

/** Version 1 was recorded on request only. */
const withReason: Upcaster = (data) => ({ ...data, reason: 'requested' });

const key = { teamId: 'acme', consultationId: 'con-1', product: 'dropbox', memberId: 'aiko', consultantId: 'kenji' };

export const programmeEvents = [
  defineEvent<ConsultationBooked>('ConsultationBooked', {
    sample: { ...key, source: 'team', startsAt: '2026-12-01T01:00:00.000Z', endsAt: '2026-12-01T02:00:00.000Z' },
  }),
  defineEvent<ConsultationHeld>('ConsultationHeld', { sample: key }),
  defineEvent<ConsultationCancelled>('ConsultationCancelled', {
    version: 2,
    upcasters: [withReason],
    sample: { ...key, reason: 'requested' },
  }),
];
