import type { StoredEvent } from '@ledgerdesk/event-store';

/** An event of `ticket-1` whose id and revision follow from its position. */
export const eventAt = (position: number, type = 'A'): StoredEvent => ({
  id: `id-${position}`,
  type,
  version: 1,
  occurredAt: '2026-11-02T08:00:00.000Z',
  recordedAt: '2026-11-02T08:00:00.000Z',
  data: '{}',
  metadata: '{}',
  stream: 'ticket-1',
  revision: position,
  position: `${position}`,
});
