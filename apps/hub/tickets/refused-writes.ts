import { SharedList } from '../api/shared-list.js';

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

/** Refusals that the reader has not been told of by the page itself. */
export const refusedWrites = new SharedList<RefusedWrite>();

/** Returns a function that tells the reader, on whatever page, that something was refused. */
export const reportRefusal =
  (write: Omit<RefusedWrite, 'error'>) =>
  (error: Error): void =>
    refusedWrites.change((all) => [...all, { ...write, error }]);
