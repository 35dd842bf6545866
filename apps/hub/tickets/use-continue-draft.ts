import { useCallback } from 'react';
import { prefixOf } from '../drafts/stored-drafts.js';
import { useSelf } from '../session/self.js';
import { continueDraft } from './continue-draft.js';

/** Returns a function that moves a draft of the reader, with its files, behind another one. */
export const useContinueDraft = (): typeof continueDraft => {
  const prefix = prefixOf(useSelf());
  return useCallback((from, to, join) => continueDraft(prefix + from, prefix + to, join), [prefix]);
};
