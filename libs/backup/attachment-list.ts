import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { BackupDamaged } from './errors.js';

/** An attachment in a backup. */
export interface SavedAttachment {
  readonly sha256: string;
  readonly bytes: number;
}

const LINE = /^([0-9a-f]{64}) (0|[1-9]\d{0,15})$/;

/** One line of the list of a backup's attachments. */
export const attachmentLine = ({ sha256, bytes }: SavedAttachment): string => `${sha256} ${bytes}\n`;

/** Yields the attachments that a list names. @throws BackupDamaged */
export async function* readAttachmentList(file: string): AsyncGenerator<SavedAttachment> {
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const [, sha256, bytes] = LINE.exec(line) ?? [];
    if (sha256 === undefined) throw new BackupDamaged(file, 'a line of it names no attachment');
    yield { sha256, bytes: Number(bytes) };
  }
}
