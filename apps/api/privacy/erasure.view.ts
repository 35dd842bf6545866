import type { Erasure } from '@ledgerdesk/domain';
import type { ErasureRow } from '@ledgerdesk/projections';
import type { UnreachedKeyBackup } from '../platform/platform.module.js';

/** An erasure that was requested. */
export const toRequestedErasure = ({ erasureId, kind, subjectId, completed }: Erasure) => ({
  erasureId,
  kind,
  id: subjectId,
  state: completed ? ('completed' as const) : ('running' as const),
});

/** An erasure, with what was erased once it is completed, and the backups of keys that were not reached. */
export const toErasure = (
  { erasureId, kind, subjectId, state, requestedAt, completedAt, erased }: ErasureRow,
  unreached: readonly UnreachedKeyBackup[],
) => ({
  erasureId,
  kind,
  id: subjectId,
  state,
  requestedAt,
  completedAt,
  erased,
  unreachedKeyBackups: unreached.map(({ place, since, attempts, failure }) => ({ place, since, attempts, failure })),
});

/** What an erasure would touch. */
export interface ErasurePreview {
  readonly kind: Erasure['kind'];
  readonly id: string;
  readonly erasable: boolean;
  readonly tickets: number;
  readonly openTickets: number;
  readonly chats: number;
  readonly callbacks: number;
  readonly inquiries: number;
  readonly mails: number;
}
