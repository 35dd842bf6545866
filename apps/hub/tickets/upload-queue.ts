import type { Schemas } from '@ledgerdesk/client';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { uploadFile } from '../api/upload.js';

/** A file of the device that is not uploaded yet. */
export interface UploadingFile {
  readonly id: string;
  readonly file: File;
  /** `waiting`: others are uploaded first. */
  readonly state: 'waiting' | 'uploading' | 'failed';
  /** Part that has been sent, from 0 to 1. */
  readonly share: number;
  readonly error: Error | undefined;
}

/** Files that are uploaded one after the other. */
interface UploadQueue {
  readonly files: readonly UploadingFile[];
  readonly add: (files: readonly File[]) => void;
  /** Stops its upload, if it has begun. */
  readonly remove: (id: string) => void;
  readonly retry: (id: string) => void;
}

const waiting = (file: File): UploadingFile => ({
  id: crypto.getRandomValues(new Uint32Array(2)).join('-'),
  file,
  state: 'waiting',
  share: 0,
  error: undefined,
});

/** Uploads files in the order in which they are added. `onUploaded` takes each one that is done over. */
export const useUploadQueue = (onUploaded: (upload: Schemas['Upload']) => void): UploadQueue => {
  const [files, setFiles] = useState<readonly UploadingFile[]>([]);
  const uploading = useRef<{ readonly id: string; readonly controller: AbortController }>(undefined);
  const change = useCallback(
    (id: string, changes: Partial<UploadingFile>) =>
      setFiles((known) => known.map((one) => (one.id === id ? { ...one, ...changes } : one))),
    [],
  );
  const drop = useCallback((id: string) => setFiles((known) => known.filter((one) => one.id !== id)), []);
  useEffect(() => {
    const next = files.find(({ state }) => state === 'waiting');
    if (!next || uploading.current) return;
    const controller = new AbortController();
    uploading.current = { id: next.id, controller };
    change(next.id, { state: 'uploading' });
    uploadFile(next.file, { onProgress: (share) => change(next.id, { share }), signal: controller.signal })
      .then(({ data }) => {
        // Removed just before it was done.
        if (controller.signal.aborted) return;
        drop(next.id);
        onUploaded(data);
      })
      .catch((error: unknown) =>
        change(next.id, { state: 'failed', error: error instanceof Error ? error : new Error(String(error)) }),
      )
      .finally(() => {
        uploading.current = undefined;
        // The next one begins with this change.
        setFiles((known) => [...known]);
      });
  }, [files, change, drop, onUploaded]);
  const stop = useCallback((id: string | undefined) => {
    if (id === undefined || uploading.current?.id === id) uploading.current?.controller.abort();
  }, []);
  useEffect(() => () => stop(undefined), [stop]);
  return useMemo(
    () => ({
      files,
      add: (added) => setFiles((known) => [...known, ...added.map(waiting)]),
      remove: (id) => {
        stop(id);
        drop(id);
      },
      retry: (id) => change(id, { state: 'waiting', share: 0, error: undefined }),
    }),
    [files, stop, drop, change],
  );
};
