import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { uploadFile } from '../api/upload.js';
import { FILES, onDraftsDeletion, prefixOf, readDraft, writeDraft } from '../drafts/stored-drafts.js';
import { useSelf } from '../session/self.js';
import { storedFilesIn, storedFilesText } from './stored-files.js';
import { type UploadingFile, UploadQueues } from './upload-queues.js';

/** Files of a draft that are uploaded one after the other. */
interface UploadQueue {
  readonly files: readonly UploadingFile[];
  readonly add: (files: readonly File[]) => void;
  /** Stops its upload, if it has begun. */
  readonly remove: (id: string) => void;
  readonly retry: (id: string) => void;
}

/** The uploads of this page. Files that are done belong to the draft that they are for. */
export const uploadQueues = new UploadQueues(uploadFile, (key, upload) =>
  writeDraft(key + FILES, storedFilesText([...storedFilesIn(readDraft(key + FILES)), upload])),
);

onDraftsDeletion((prefix) => uploadQueues.removeAll(prefix));

const onChange = (listen: () => void): (() => void) => uploadQueues.onChange(listen);

/** The files of a draft of the reader that are not uploaded yet. They are the same wherever they are shown. */
export const useUploadQueue = (draftName: string): UploadQueue => {
  const key = prefixOf(useSelf()) + draftName;
  const files = useSyncExternalStore(
    onChange,
    useCallback(() => uploadQueues.of(key), [key]),
  );
  return useMemo(
    () => ({
      files,
      add: (added) => uploadQueues.add(key, added),
      remove: (id) => uploadQueues.remove(key, id),
      retry: (id) => uploadQueues.retry(key, id),
    }),
    [files, key],
  );
};
