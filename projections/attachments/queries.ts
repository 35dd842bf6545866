import type { RowReader } from '@ledgerdesk/read-store';
import { attachments, type AttachmentRow } from './definition.js';

/** Returns true if any message has this content attached. */
export const isAttached = async (reader: RowReader, sha256: string): Promise<boolean> =>
  (await reader.get<AttachmentRow>(attachments.name, sha256)) !== undefined;
