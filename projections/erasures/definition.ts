import type { ErasableSubject, LoggedEvent } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { defineProjection } from '../define-projection.js';

export const ERASURE_STATES = ['running', 'completed'] as const;
export type ErasureState = (typeof ERASURE_STATES)[number];

/** Numbers of what was erased with a person. */
type ErasedCounts = {
  readonly tickets: number;
  readonly chats: number;
  readonly callbacks: number;
  readonly inquiries: number;
};

/** The erasure of a person. */
export type ErasureRow = {
  readonly erasureId: string;
  readonly kind: ErasableSubject;
  /** Id of the person; of a member, `<team id>.<member id>`. */
  readonly subjectId: string;
  readonly teamId: string | null;
  readonly state: ErasureState;
  readonly requestedAt: Instant;
  /** When it was completed; null while it runs. */
  readonly completedAt: Instant | null;
  /** Null while it runs. */
  readonly erased: ErasedCounts | null;
};

type Row = ErasureRow | undefined;

const requested = (_row: Row, { data, occurredAt }: LoggedEvent<'SubjectErasureRequested'>): Row => ({
  erasureId: data.erasureId,
  kind: data.kind,
  subjectId: data.subjectId,
  teamId: data.teamId,
  state: 'running',
  requestedAt: occurredAt,
  completedAt: null,
  erased: null,
});

const completed = (row: Row, { data, occurredAt }: LoggedEvent<'SubjectErased'>): Row => {
  const { tickets, chats, callbacks, inquiries } = data;
  return (
    row && {
      ...row,
      state: 'completed',
      completedAt: occurredAt,
      erased: { tickets, chats, callbacks, inquiries },
    }
  );
};

/** The erasures of people, requested and completed. */
export const erasures = defineProjection({
  name: 'erasures',
  version: 1,
  table: { columns: { requestedAt: 'text' }, indexes: [['requestedAt', 'key']] },
  keysOf: ({ data }) => [data.erasureId],
  on: { SubjectErasureRequested: requested, SubjectErased: completed },
});
