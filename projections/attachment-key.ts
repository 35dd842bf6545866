import type { SealedFile } from '@ledgerdesk/events';

/** Key of a file of a ticket. Ids and hashes contain no slash. */
export const attachmentKey = (ticketId: string, sha256: string): string => `${ticketId}/${sha256}`;

/** Keys of files of a ticket, each once. */
export const attachmentKeys = (ticketId: string, files: readonly Pick<SealedFile, 'sha256'>[]): readonly string[] => [
  ...new Set(files.map(({ sha256 }) => attachmentKey(ticketId, sha256))),
];
