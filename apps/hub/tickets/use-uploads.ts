import { createContext, use, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { uploadFile } from '../api/upload.js';

/** Files that a message can have. */
const MAX_FILES = 10;

/** A file that will be attached to a message. */
export interface PendingFile {
  readonly id: number;
  readonly file: File;
  /** `waiting`: others are uploaded first. */
  readonly state: 'waiting' | 'uploading' | 'uploaded' | 'failed';
  /** Part that has been sent, from 0 to 1. */
  readonly share: number;
  readonly uploadId: string | undefined;
  readonly error: Error | undefined;
}

/** Files of a message that is being written. */
export interface Uploads {
  readonly files: readonly PendingFile[];
  /** Files that were not taken, because a message has room for only so many. */
  readonly tooMany: number;
  readonly add: (files: Iterable<File>) => void;
  readonly remove: (id: number) => void;
  readonly retry: (id: number) => void;
  /** For `uploads` of the message, in the order of the files. */
  readonly uploadIds: readonly string[];
  /** Files are on their way, or have failed: the message has to wait. */
  readonly areComplete: boolean;
}

const pendingFile = (id: number, file: File): PendingFile => ({
  id,
  file,
  state: 'waiting',
  share: 0,
  uploadId: undefined,
  error: undefined,
});

/** Files that are kept by what surrounds a composer, so that they outlive it. */
export const KeptUploads = createContext<Uploads | undefined>(undefined);

/**
 * Uploads files one after the other as soon as they are chosen, so that sending the message takes no longer. Within
 * `KeptUploads` they are those.
 */
export const useUploads = (): Uploads => {
  const kept = use(KeptUploads);
  const [files, setFiles] = useState<readonly PendingFile[]>([]);
  const [tooMany, setTooMany] = useState(0);
  const nextId = useRef(0);
  const uploading = useRef<{ readonly id: number; readonly controller: AbortController }>(undefined);
  const change = useCallback(
    (id: number, changes: Partial<PendingFile>) =>
      setFiles((known) => known.map((one) => (one.id === id ? { ...one, ...changes } : one))),
    [],
  );
  useEffect(() => {
    const next = files.find(({ state }) => state === 'waiting');
    if (!next || uploading.current) return;
    const controller = new AbortController();
    uploading.current = { id: next.id, controller };
    change(next.id, { state: 'uploading' });
    uploadFile(next.file, { onProgress: (share) => change(next.id, { share }), signal: controller.signal })
      .then(({ data }) => change(next.id, { state: 'uploaded', share: 1, uploadId: data.uploadId }))
      .catch((error: unknown) =>
        change(next.id, { state: 'failed', error: error instanceof Error ? error : new Error(String(error)) }),
      )
      .finally(() => {
        uploading.current = undefined;
        // The next one begins with this change.
        setFiles((known) => [...known]);
      });
  }, [files, change]);
  const stop = useCallback((id: number | undefined) => {
    if (id === undefined || uploading.current?.id === id) uploading.current?.controller.abort();
  }, []);
  useEffect(() => () => stop(undefined), [stop]);
  const own = useMemo<Uploads>(
    () => ({
      files,
      tooMany,
      add: (added) => {
        const chosen = [...added];
        const room = Math.max(0, MAX_FILES - files.length);
        setTooMany(Math.max(0, chosen.length - room));
        setFiles((known) => [
          ...known,
          ...chosen.slice(0, room).map((file) => pendingFile((nextId.current += 1), file)),
        ]);
      },
      remove: (id) => {
        stop(id);
        setTooMany(0);
        setFiles((known) => known.filter((one) => one.id !== id));
      },
      retry: (id) => change(id, { state: 'waiting', share: 0, error: undefined }),
      uploadIds: files.flatMap(({ uploadId }) => (uploadId === undefined ? [] : [uploadId])),
      areComplete: files.every(({ state }) => state === 'uploaded'),
    }),
    [files, tooMany, change, stop],
  );
  return kept ?? own;
};
