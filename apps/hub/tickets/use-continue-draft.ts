import { useCallback } from 'react';
import { prefixOf } from '../drafts/stored-drafts.js';
import { useSelf } from '../session/self.js';
import { continueDraft, type Join } from './continue-draft.js';
import { interruptedUploads, uploadQueues } from './upload-queue.js';

const uploads = { queues: uploadQueues, interrupted: interruptedUploads };

/** Returns a function that moves a draft of the reader, with its files, behind another one. */
export const useContinueDraft = (): ((from: string, to: string, join?: Join) => void) => {
  const prefix = prefixOf(useSelf());
  return useCallback((from, to, join) => continueDraft(uploads, prefix + from, prefix + to, join), [prefix]);
};
