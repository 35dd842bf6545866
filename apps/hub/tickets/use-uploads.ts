import { ApiProblem } from '@ledgerdesk/client';
import { createContext, use, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useDraft } from '../drafts/drafts.js';
import { FILES } from '../drafts/stored-drafts.js';
import { useEngineTime } from '../time/engine-time.js';
import { isExpired, MAX_FILES, refusedFiles, type StoredFile, storedFilesIn, storedFilesText } from './stored-files.js';
import { useOutgoingFiles } from './outgoing-messages.js';
import { withoutAttached } from './interrupted-uploads.js';
import { useUploadQueue } from './upload-queue.js';
import type { UploadingFile } from './upload-queues.js';

/** A file that will be attached to a message. */
export interface PendingFile {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** `waiting`: behind other uploads of the draft. */
  readonly state: 'waiting' | 'uploading' | 'uploaded' | 'failed';
  /** Fraction sent, from 0 to 1. */
  readonly share: number;
  readonly error: Error | undefined;
}

/** Files of a message that is being written. */
export interface Uploads {
  readonly files: readonly PendingFile[];
  /** Files that were not taken, because a message has room for only so many. */
  readonly tooMany: number;
  /** Names of files of the draft that the engine does not know any more: they have to be chosen again. */
  readonly lost: readonly string[];
  /** Names of files whose uploads ended because the page was loaded again: they have to be chosen again, too. */
  readonly interrupted: readonly string[];
  /** Names neither any more: the message is sent, or the reader does without them. */
  readonly forgetLost: () => void;
  readonly add: (files: Iterable<File>) => void;
  readonly remove: (id: string) => void;
  readonly retry: (id: string) => void;
  /** For `uploads` of the message, in the order of the files. */
  readonly uploadIds: readonly string[];
  /** False: files are on their way, or have failed, and the message has to wait. */
  readonly areComplete: boolean;
  /** Once a message was refused: files that the engine does not know any more leave the draft. */
  readonly checkRefusal: (refusal: Error | null) => void;
}

const uploadedFile = ({ uploadId, name, mediaType, bytes }: StoredFile): PendingFile => ({
  id: uploadId,
  name,
  mediaType,
  bytes,
  state: 'uploaded',
  share: 1,
  error: undefined,
});

const localFile = ({ id, file, state, share, error }: UploadingFile): PendingFile => ({
  id,
  name: file.name,
  mediaType: file.type,
  bytes: file.size,
  state,
  share,
  error,
});

/** The uploaded files of a draft. Those that have expired leave it, and are named. */
const useStoredFiles = (draftName: string) => {
  const { text, update } = useDraft(draftName + FILES);
  const { now } = useEngineTime();
  const [lost, setLost] = useState<readonly StoredFile[]>([]);
  const forget = useCallback(
    (attached?: readonly string[]) =>
      setLost((known) => (attached ? withoutAttached(known, attached, ({ name }) => name) : [])),
    [],
  );
  const stored = useMemo(() => storedFilesIn(text), [text]);
  const change = useCallback(
    (changed: (files: readonly StoredFile[]) => readonly StoredFile[]) =>
      update((known) => storedFilesText(changed(storedFilesIn(known)))),
    [update],
  );
  const lose = useCallback(
    (files: readonly StoredFile[]) => {
      if (files.length === 0) return;
      const ids = new Set(files.map(({ uploadId }) => uploadId));
      setLost((known) => [...known.filter(({ uploadId }) => !ids.has(uploadId)), ...files]);
      change((known) => known.filter(({ uploadId }) => !ids.has(uploadId)));
    },
    [change],
  );
  useEffect(() => lose(stored.filter((file) => isExpired(file, now))), [stored, now, lose]);
  const refuse = useCallback(
    (code: string) => {
      // Those that have just left the draft by the clock may be the ones that have expired.
      if (lost.length === 0 || code !== 'upload-expired') lose(refusedFiles(code, stored, now));
    },
    [lost, lose, stored, now],
  );
  return { stored, lost: useMemo(() => lost.map(({ name }) => name), [lost]), change, refuse, forget };
};

/** Files that are kept by what surrounds a composer, so that they outlive it. */
export const KeptUploads = createContext<Uploads | undefined>(undefined);

/**
 * Uploads files one after the other as soon as they are chosen, so that sending the message takes no longer. They
 * belong to the draft of the message: to leave the page that shows it ends no upload, and those that are done are there
 * again after a reload. Within `KeptUploads` they are those.
 */
export const useUploads = (draftName: string): Uploads => {
  const kept = use(KeptUploads);
  const { stored: all, lost, change, refuse, forget } = useStoredFiles(draftName);
  const beingSent = useOutgoingFiles();
  const stored = useMemo(() => all.filter(({ uploadId }) => !beingSent.has(uploadId)), [all, beingSent]);
  const queue = useUploadQueue(draftName);
  const forgetLost = useCallback(
    (attached?: readonly string[]) => {
      forget(attached);
      queue.forgetInterrupted(attached);
    },
    [forget, queue],
  );
  const [tooMany, setTooMany] = useState(0);
  const files = useMemo(() => [...stored.map(uploadedFile), ...queue.files.map(localFile)], [stored, queue.files]);
  const checked = useRef<Error>(null);
  const checkRefusal = useCallback(
    (refusal: Error | null) => {
      if (refusal === checked.current) return;
      // Once: what is chosen after it is not what was refused.
      checked.current = refusal;
      if (refusal instanceof ApiProblem) refuse(refusal.code);
    },
    [refuse],
  );
  const own = useMemo<Uploads>(
    () => ({
      files,
      tooMany,
      lost,
      interrupted: queue.interrupted,
      forgetLost: () => forgetLost(),
      add: (added) => {
        const chosen = [...added];
        const taken = chosen.slice(0, Math.max(0, MAX_FILES - files.length));
        setTooMany(chosen.length - taken.length);
        forgetLost(taken.map(({ name }) => name));
        queue.add(taken);
      },
      remove: (id) => {
        setTooMany(0);
        queue.remove(id);
        change((known) => known.filter(({ uploadId }) => uploadId !== id));
      },
      retry: queue.retry,
      uploadIds: stored.map(({ uploadId }) => uploadId),
      areComplete: queue.files.length === 0,
      checkRefusal,
    }),
    [files, tooMany, lost, stored, queue, change, forgetLost, checkRefusal],
  );
  return kept ?? own;
};
