import { type AttachmentReader, hashChunks } from '@ledgerdesk/attachments';
import { attachedFilesOf, isLogged } from '@ledgerdesk/events';
import type { RecordedEvent } from '@ledgerdesk/kernel';
import type { Decode } from '@ledgerdesk/runtime';
import { LRUCache } from 'lru-cache';
import { damage, note } from '../finding.js';
import type { Report } from '../findings.js';
import { type CheckedEvent, type LogCheck, placeOf } from '../log-check.js';

const MESSAGE_TYPES = ['TicketOpened', 'TicketReplied', 'TicketAnswered', 'InternalNoteAdded'] as const;

/** Files that are remembered as checked. One that is referred to again later is hashed again. */
const MAX_CHECKED = 100_000;

const isAltered = async (content: AsyncIterable<Uint8Array>, sha256: string): Promise<boolean> => {
  const stream = hashChunks(content);
  for await (const _ of stream.chunks);
  return stream.storedFile().sha256 !== sha256;
};

/** Hashes the stored bytes of each file that a message refers to. Those of erased messages are deleted. */
export class AttachmentHashes implements LogCheck {
  private readonly checked = new LRUCache<string, true>({ maxSize: MAX_CHECKED, sizeCalculation: () => 1 });

  constructor(
    private readonly attachments: Pick<AttachmentReader, 'get'>,
    private readonly decode: Decode,
  ) {}

  check({ stored }: CheckedEvent, report: Report): void | Promise<void> {
    if (!MESSAGE_TYPES.some((type) => type === stored.type)) return;
    const hashes = this.hashesOf(stored).filter((sha256) => !this.checked.has(sha256));
    if (hashes.length > 0) return this.checkFiles(hashes, placeOf(stored), report);
  }

  private async checkFiles(hashes: readonly string[], place: string, report: Report): Promise<void> {
    for (const sha256 of hashes) {
      this.checked.set(sha256, true);
      const content = await this.attachments.get(sha256);
      if (!content) report(note('attachment-missing', `file ${sha256}`, `it is not stored; ${place} refers to it`));
      else if (await isAltered(content, sha256))
        report(damage('attachment-damaged', `file ${sha256}`, 'its bytes have another hash'));
    }
  }

  private hashesOf(stored: CheckedEvent['stored']): readonly string[] {
    const event = this.decoded(stored);
    if (!event || !isLogged(event, MESSAGE_TYPES)) return [];
    return attachedFilesOf(event.data).map(({ storedAs }) => storedAs);
  }

  /** Undefined if the event cannot be read, which is a finding of its own. */
  private decoded(stored: CheckedEvent['stored']): RecordedEvent | undefined {
    try {
      return this.decode(stored);
    } catch {
      return undefined;
    }
  }
}
