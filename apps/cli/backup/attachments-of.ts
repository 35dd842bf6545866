import type { StoredEvent } from '@ledgerdesk/event-store';
import { isEngineEvent } from '@ledgerdesk/events';

interface Referring {
  readonly attachments?: readonly { readonly sha256?: unknown }[];
}

/** Hashes of the stored files that an event of the engine refers to. */
export const attachmentsOf = (event: StoredEvent): readonly string[] => {
  if (!event.data.includes('"attachments":[{') || !isEngineEvent(event)) return [];
  const { attachments = [] } = JSON.parse(event.data) as Referring;
  return attachments.flatMap(({ sha256 }) => (typeof sha256 === 'string' ? [sha256] : []));
};
