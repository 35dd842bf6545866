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

/** Pages know the engine's clock to the minute. */
const CLOCK_MS = 60_000;

/**
 * Files for which the engine refused a message. One that has expired is told apart by its time: the first ones to
 * expire, if none has by the clock of the page. An invalid one is not: it may be any.
 */
export const refusedFiles = (code: string, files: readonly StoredFile[], now: number): readonly StoredFile[] => {
  if (code === 'upload-invalid') return files;
  if (code !== 'upload-expired') return [];
  const first = Math.min(...files.map(({ expiresAt }) => Date.parse(expiresAt)));
  return files.filter((file) => isExpired(file, Math.max(now + CLOCK_MS, first)));
};
