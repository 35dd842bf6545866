import { type AttachmentReader, isAltered } from '@ledgerdesk/attachments';
import { attachedFilesOf, isLogged, MESSAGE_TYPES } from '@ledgerdesk/events';
import { LRUCache } from 'lru-cache';
import { damage, note } from '../finding.js';
import type { Report } from '../findings.js';
import { type CheckedEvent, type LogCheck, placeOf } from '../log-check.js';

/** Files that are remembered as checked. One that is referred to again later is hashed again. */
const MAX_CHECKED = 100_000;

/**
 * Hashes the stored bytes of each file that a message refers to. Those of erased messages are deleted. Boxes must have
 * been opened by an earlier check.
 */
export class AttachmentHashes implements LogCheck {
  private readonly checked = new LRUCache<string, true>({ maxSize: MAX_CHECKED, sizeCalculation: () => 1 });

  constructor(private readonly attachments: Pick<AttachmentReader, 'get'>) {}

  check(checked: CheckedEvent, report: Report): void | Promise<void> {
    const { stored } = checked;
    if (!MESSAGE_TYPES.some((type) => type === stored.type)) return;
    const hashes = this.hashesOf(checked).filter((sha256) => !this.checked.has(sha256));
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

  /** None of an event that cannot be read, which is a finding of its own. */
  private hashesOf({ inClear: event }: CheckedEvent): readonly string[] {
    if (!event || !isLogged(event, MESSAGE_TYPES)) return [];
    return attachedFilesOf(event.data).map(({ storedAs }) => storedAs);
  }
}
