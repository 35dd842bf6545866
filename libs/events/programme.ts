import type { Instant } from '@ledgerdesk/kernel';
import { defineEvent, type EventOf, type Upcaster } from './definition.js';
import type { CancellationReason } from './value-types.js';

/** The add-on that includes the consultation: the team's or a Champion's own (C6). */
export const CONSULTATION_SOURCES = ['team', 'champion'] as const;
export type ConsultationSource = (typeof CONSULTATION_SOURCES)[number];

/** Fields of every event of a consultation. */
interface ConsultationKey {
  /** Id of the team. */
  teamId: string;
  /** Id of the consultation. */
  consultationId: string;
  /** Product of the add-on that includes it. */
  product: string;
  /** Id of the member who booked. */
  memberId: string;
  /** Id of the consultant. */
  consultantId: string;
}

/** A member booked a consultation. */
export type ConsultationBooked = EventOf<
  'ConsultationBooked',
  ConsultationKey & {
    /** Whether the team's add-on or a Champion's own includes it (C6). */
    source: ConsultationSource;
    /** When it starts. */
    startsAt: Instant;
    /** When it ends. */
    endsAt: Instant;
  }
>;
/** The consultation took place. */
export type ConsultationHeld = EventOf<'ConsultationHeld', ConsultationKey>;
/** The consultation was cancelled. It can be booked again. */
export type ConsultationCancelled = EventOf<
  'ConsultationCancelled',
  ConsultationKey & {
    /** Why it was cancelled. */
    reason: CancellationReason;
  }
>;
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
