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

/** Refusals that no page has shown, each with the person whose write was refused. */
const refusedWrites = new SharedList<RefusedWrite & { readonly person: string }>();

/** Identifies the reader, who may change while the page stays open. */
const usePerson = (): string => prefixOf(useSelf());

/** Returns a function that tells the reader, on whatever page, that something was refused. */
export const useReportRefusal = (): ((refused: RefusedWrite) => void) => {
  const person = usePerson();
  return useCallback((refused) => refusedWrites.change((all) => [...all, { ...refused, person }]), [person]);
};

/** The reader's refusals that no page has shown. */
export const useRefusedWrites = (): readonly RefusedWrite[] => {
  const person = usePerson();
  const all = useShared(refusedWrites);
  return useMemo(() => all.filter((one) => one.person === person), [all, person]);
};

/** Removes a refusal that the reader has seen. */
export const forgetRefusal = (refused: RefusedWrite): void =>
  refusedWrites.change((all) => all.filter((one) => one !== refused));
