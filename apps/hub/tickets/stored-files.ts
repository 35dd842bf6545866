import type { Schemas } from '@ledgerdesk/client';

/** Files that a message can have. */
export const MAX_FILES = 10;

/** A file that is uploaded, of a message that is not sent yet. */
export type StoredFile = Pick<Schemas['Upload'], 'uploadId' | 'name' | 'mediaType' | 'bytes' | 'expiresAt'>;

const isStoredFile = (value: unknown): value is StoredFile => {
  if (typeof value !== 'object' || value === null) return false;
  const { uploadId, name, mediaType, expiresAt, bytes }: Partial<Record<keyof StoredFile, unknown>> = value;
  return [uploadId, name, mediaType, expiresAt].every((one) => typeof one === 'string') && typeof bytes === 'number';
};

/** The files in a draft. What is no file is left out: anything may have written there. */
export const storedFilesIn = (text: string): readonly StoredFile[] => {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter(isStoredFile) : [];
  } catch {
    return [];
  }
};

/** The draft with these files; empty for none. */
export const storedFilesText = (files: readonly StoredFile[]): string =>
  files.length === 0
    ? ''
    : JSON.stringify(
        files.map(({ uploadId, name, mediaType, bytes, expiresAt }) => ({
          uploadId,
          name,
          mediaType,
          bytes,
          expiresAt,
        })),
      );

/** Returns true if the engine does not accept the upload any more at an instant. */
export const isExpired = ({ expiresAt }: StoredFile, now: number): boolean => !(Date.parse(expiresAt) > now);
