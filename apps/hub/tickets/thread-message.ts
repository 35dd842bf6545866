import type { Schemas } from '@ledgerdesk/client';

/** A message of a ticket. */
export type ThreadMessage = Schemas['Messages']['items'][number];
