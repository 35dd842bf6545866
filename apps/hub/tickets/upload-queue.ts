import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { uploadFile } from '../api/upload.js';
import { FILES, onDraftsDeletion, prefixOf, readDraft, writeDraft } from '../drafts/stored-drafts.js';
import { useSelf } from '../session/self.js';
import { InterruptedUploads } from './interrupted-uploads.js';
import { storedFilesIn, storedFilesText } from './stored-files.js';
import { namesToLeave } from './names-to-leave.js';
import { type UploadingFile, UploadQueues } from './upload-queues.js';

/** Files of a draft that are uploaded one after the other. */
interface UploadQueue {
  readonly files: readonly UploadingFile[];
  readonly add: (files: readonly File[]) => void;
  /** Stops its upload, if it has begun. */
  readonly remove: (id: string) => void;
  readonly retry: (id: string) => void;
  /** Names of files whose uploads ended because the page was loaded again. */
  readonly interrupted: readonly string[];
  /** Forgets interrupted files: those with these names, or all without names. */
  readonly forgetInterrupted: (attached?: readonly string[]) => void;
}

const storageOfTab = (): Storage | undefined => {
  try {
    return sessionStorage;
  } catch {
    // Storage can be disabled.
    return undefined;
  }
};

/** Files whose uploads a reload of this page has ended. */
export const interruptedUploads = new InterruptedUploads(storageOfTab());

/** The uploads of this page. Files that are done belong to the draft that they are for. */
export const uploadQueues = new UploadQueues(uploadFile, (key, upload) =>
  writeDraft(key + FILES, storedFilesText([...storedFilesIn(readDraft(key + FILES)), upload])),
);

onDraftsDeletion((prefix) => {
  uploadQueues.removeAll(prefix);
  interruptedUploads.forgetAll(prefix);
});

// Only at `pagehide`: a tab duplicated during an upload would report its files as interrupted.
addEventListener('pagehide', () => interruptedUploads.leave(namesToLeave(uploadQueues.all())));

const onChange = (listen: () => void): (() => void) => uploadQueues.onChange(listen);
const onInterrupted = (listen: () => void): (() => void) => interruptedUploads.onChange(listen);

/** The files of a draft of the reader that are not uploaded yet. They are the same wherever they are shown. */
export const useUploadQueue = (draftName: string): UploadQueue => {
  const key = prefixOf(useSelf()) + draftName;
  const files = useSyncExternalStore(
    onChange,
    useCallback(() => uploadQueues.of(key), [key]),
  );
  const interrupted = useSyncExternalStore(
    onInterrupted,
    useCallback(() => interruptedUploads.of(key), [key]),
  );
  return useMemo(
    () => ({
      files,
      add: (added) => uploadQueues.add(key, added),
      remove: (id) => uploadQueues.remove(key, id),
      retry: (id) => uploadQueues.retry(key, id),
      interrupted,
      forgetInterrupted: (attached) => interruptedUploads.forget(key, attached),
    }),
    [files, key, interrupted],
  );
};
