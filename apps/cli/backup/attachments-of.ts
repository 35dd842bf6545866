import type { StoredEvent } from '@ledgerdesk/event-store';
import { isEngineEvent } from '@ledgerdesk/events';

interface StoredAs {
  readonly sha256?: unknown;
}

interface Referring {
  readonly attachments?: readonly StoredAs[];
  /** Of sealed files, by the hashes of their sealed bytes. Null: the file of that place is not sealed. */
  readonly files?: readonly (StoredAs | null)[];
  readonly $sealed?: { readonly key?: string };
}

const MAY_REFER = /"(?:attachments|files)":\[[{n]/;

/**
 * Hashes of the stored files that an event of the engine refers to, as far as its clear part names them. The files of
 * erased people, whose keys have had these ids, are deleted.
 */
export const attachmentsOf = (event: StoredEvent, erasedKeys: ReadonlySet<string> = new Set()): readonly string[] => {
  if (!MAY_REFER.test(event.data) || !isEngineEvent(event)) return [];
  const { attachments = [], files = [], $sealed } = JSON.parse(event.data) as Referring;
  if (erasedKeys.has($sealed?.key ?? '')) return [];
  const count = Math.max(attachments.length, files.length);
  return Array.from({ length: count }, (_, n) => (files[n] ?? attachments[n])?.sha256).filter(
    (sha256) => typeof sha256 === 'string',
  );
};
