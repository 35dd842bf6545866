import { useCallback, useMemo } from 'react';
import { SharedList, useShared } from '../api/shared-list.js';
import { prefixOf } from '../drafts/stored-drafts.js';
import { useSelf } from '../session/self.js';

/** What somebody did to a ticket. */
export type Write =
  'answer' | 'note' | 'claim' | 'assign' | 'release' | 'hold' | 'resume' | 'solve' | 'reopen' | 'close';

/** Something that was shown as done, and then refused while another page was shown. */
export interface RefusedWrite {
  readonly ticketId: string;
  /** Null: erased. */
  readonly subject: string | null;
  readonly write: Write;
  readonly error: Error;
}

/** Refusals that readers have not been told of by the page itself, with whose they are. */
const refusedWrites = new SharedList<RefusedWrite & { readonly person: string }>();

/** Names the reader: somebody else may sign in while the page stays. */
const usePerson = (): string => prefixOf(useSelf());

/** Returns a function that tells the reader, on whatever page, that something was refused. */
export const useReportRefusal = (): ((refused: RefusedWrite) => void) => {
  const person = usePerson();
  return useCallback((refused) => refusedWrites.change((all) => [...all, { ...refused, person }]), [person]);
};

/** The reader's refusals that they have not been told of otherwise. */
export const useRefusedWrites = (): readonly RefusedWrite[] => {
  const person = usePerson();
  const all = useShared(refusedWrites);
  return useMemo(() => all.filter((one) => one.person === person), [all, person]);
};

/** Once the reader knows of a refusal. */
export const forgetRefusal = (refused: RefusedWrite): void =>
  refusedWrites.change((all) => all.filter((one) => one !== refused));
