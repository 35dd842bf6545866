import type { RowReader } from '@ledgerdesk/read-store';
import { attachments, type AttachedRow } from './definition.js';

/** Whether any message of the log carries this content. */
export const isAttached = async (reader: RowReader, sha256: string): Promise<boolean> =>
  (await reader.get<AttachedRow>(attachments.name, sha256)) !== undefined;
