import { createHash } from 'node:crypto';
import type { AttachmentStore } from '../port.js';

/** Where a store keeps its content. `open` also reopens a store that was closed. */
export interface TestedStorage {
  readonly open: () => Promise<AttachmentStore>;
  readonly dispose: () => Promise<void>;
}

/** The name of stored content: its SHA-256. */
export const hashOf = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** An upload that fails after its first half. */
export async function* failingContent(half: Uint8Array): AsyncIterable<Uint8Array> {
  yield half;
  throw new Error('The connection was lost.');
}
