import { type AttachmentReader, isAltered } from '@ledgerdesk/attachments';
import { decode, pagesOf, type ReadableLog } from '@ledgerdesk/event-store';
import { attachedFilesOf, isLogged, MESSAGE_TYPES } from '@ledgerdesk/events';

/** Attachments referenced by the log, checked against the store. */
interface AttachmentCheck {
  /** Number of distinct attachments that the log refers to. */
  readonly referenced: number;
  /** Hashes of attachments that are not stored. */
  readonly missing: readonly string[];
  /** Hashes of stored attachments whose bytes have a different hash. */
  readonly altered: readonly string[];
}

/** Files of erased messages are deleted, so they are not among them. */
const referencedHashes = async (log: ReadableLog): Promise<ReadonlySet<string>> => {
  const hashes = new Set<string>();
  for await (const { events } of pagesOf(log, { filter: { types: MESSAGE_TYPES } })) {
    for (const event of events.map(decode)) {
      if (isLogged(event, MESSAGE_TYPES)) for (const { storedAs } of attachedFilesOf(event.data)) hashes.add(storedAs);
    }
  }
  return hashes;
};

/** Hashes the stored content of every attachment that the log refers to. */
export const checkAttachments = async (log: ReadableLog, attachments: AttachmentReader): Promise<AttachmentCheck> => {
  const [referenced, missing, altered] = [await referencedHashes(log), [] as string[], [] as string[]];
  for (const sha256 of referenced) {
    const content = await attachments.get(sha256);
    if (!content) missing.push(sha256);
    else if (await isAltered(content, sha256)) altered.push(sha256);
  }
  return { referenced: referenced.size, missing, altered };
};
