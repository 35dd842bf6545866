import { type AttachmentReader, hashChunks } from '@ledgerdesk/attachments';
import { decode, type ReadableLog } from '@ledgerdesk/event-store';
import { isLogged } from '@ledgerdesk/events';

/** What the log names and what is kept of it, by hash. */
export interface AttachmentCheck {
  readonly named: number;
  /** Named by the log, and not kept. */
  readonly missing: readonly string[];
  /** Kept, and not what its hash says. */
  readonly altered: readonly string[];
}

const CARRYING = ['TicketOpened', 'TicketReplied', 'TicketAnswered', 'InternalNoteAdded'] as const;

const namedIn = async (log: ReadableLog): Promise<ReadonlySet<string>> => {
  const hashes = new Set<string>();
  for (let after, end = false; !end;) {
    const page = await log.readAll({ ...(after !== undefined && { after }), filter: { types: CARRYING } });
    for (const event of page.events.map(decode)) {
      if (isLogged(event, CARRYING)) for (const { sha256 } of event.data.attachments) hashes.add(sha256);
    }
    after = page.scannedTo;
    end = page.end;
  }
  return hashes;
};

const isAltered = async (content: AsyncIterable<Uint8Array>, sha256: string): Promise<boolean> => {
  const passing = hashChunks(content);
  for await (const _ of passing.chunks);
  return passing.storedFile().sha256 !== sha256;
};

/** Looks for the content of every attachment that the log names, and hashes it again. */
export const checkAttachments = async (log: ReadableLog, attachments: AttachmentReader): Promise<AttachmentCheck> => {
  const [named, missing, altered] = [await namedIn(log), [] as string[], [] as string[]];
  for (const sha256 of named) {
    const content = await attachments.get(sha256);
    if (!content) missing.push(sha256);
    else if (await isAltered(content, sha256)) altered.push(sha256);
  }
  return { named: named.size, missing, altered };
};
