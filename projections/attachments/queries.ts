import type { RowReader } from '@ledgerdesk/read-store';
import { attachments, type AttachmentRow } from './definition.js';

/** Returns true if any message has this content attached. */
export const isAttached = async (reader: RowReader, sha256: string): Promise<boolean> =>
  (
    await reader.find<AttachmentRow>(attachments.name, {
      where: [{ column: 'sha256', is: '=', value: sha256 }],
      limit: 1,
    })
  ).length > 0;
