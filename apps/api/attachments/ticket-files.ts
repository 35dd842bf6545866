import { LOG_VIEW, type ViewedLog } from '@ledgerdesk/application';
import { type AttachmentStore, getOpened, getVerified } from '@ledgerdesk/attachments';
import { decode } from '@ledgerdesk/event-store';
import { attachedFilesOf, isLogged, MESSAGE_TYPES, ticketStream } from '@ledgerdesk/events';
import type { TicketAttachmentRow } from '@ledgerdesk/projections';
import { Inject, Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { ATTACHMENTS } from '../platform/tokens.js';

/** Where a file is stored, and its key; null if it is not sealed. */
interface StoredAttachment {
  readonly storedAs: string;
  readonly key: string | null;
}

/**
 * The stored files of tickets. Their keys are in the log only, in the sealed part of the event that attached the file:
 * rows have none, so a file cannot be read any more once its event is erased.
 */
@Injectable()
export class TicketFiles {
  constructor(
    @Inject(LOG_VIEW) private readonly log: ViewedLog,
    @Inject(ATTACHMENTS) private readonly attachments: AttachmentStore,
  ) {}

  /** Returns the content of a file; undefined if it is not stored, or the message is erased. */
  async contentOf(row: TicketAttachmentRow): Promise<Readable | undefined> {
    const stored = await this.storedAttachmentOf(row);
    if (!stored) return undefined;
    const { storedAs, key } = stored;
    if (key === null) return getVerified(this.attachments, storedAs);
    return getOpened(this.attachments, { sha256: row.sha256, storedAs, key: Buffer.from(key, 'base64url') });
  }

  /** Returns true if the file is stored. Reads none of it. */
  async isStored(row: TicketAttachmentRow): Promise<boolean> {
    const stored = await this.storedAttachmentOf(row);
    const content = stored && (await this.attachments.get(stored.storedAs));
    content?.destroy();
    return content !== undefined;
  }

  private async storedAttachmentOf({
    ticketId,
    revision,
    sha256,
  }: TicketAttachmentRow): Promise<StoredAttachment | undefined> {
    const [stored] = await this.log.readStream(ticketStream(ticketId), { from: revision, limit: 1 });
    const event = stored && decode(stored);
    if (!event || !isLogged(event, MESSAGE_TYPES)) return undefined;
    return attachedFilesOf(event.data).find(({ attachment }) => attachment.sha256 === sha256);
  }
}
