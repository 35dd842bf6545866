import { useEffect, useLayoutEffect, useMemo } from 'react';
import { SharedList, useShared } from '../api/shared-list.js';
import { useSelf } from '../session/self.js';
import type { ThreadMessage } from './thread-message.js';
import { baselineIn, type Destination, hasArrived, type OutgoingMessage, type Words } from './outgoing-message.js';

/** The thread of a ticket, for messages that some people see. The same object as long as nothing changes. */
export const useDestination = (ticketId: string, audience: Destination['audience']): Destination =>
  useMemo(() => ({ ticketId, audience }), [ticketId, audience]);

const outgoing = new SharedList<OutgoingMessage>();
/** The messages of the threads that are shown, by ticket. */
const threads = new Map<string, readonly ThreadMessage[]>();
let lastId = 0;

/** Shows a message as being sent. Returns a function that says whether it was. */
export const startSending = (words: Words, files: OutgoingMessage['files']): ((isSent: boolean) => void) => {
  const id = ++lastId;
  const baseline = baselineIn(threads.get(words.ticketId) ?? [], outgoing.read(), words);
  outgoing.change((all) => [...all, { ...words, ...baseline, id, files, isSent: false }]);
  return (isSent) =>
    outgoing.change((all) =>
      isSent ? all.map((one) => (one.id === id ? { ...one, isSent } : one)) : all.filter((one) => one.id !== id),
    );
};

/** The reader's messages that the thread of a ticket does not have yet. */
export const useOutgoing = (ticketId: string, thread: readonly ThreadMessage[]): readonly OutgoingMessage[] => {
  const all = useShared(outgoing);
  const self = useSelf();
  useLayoutEffect(() => {
    threads.set(ticketId, thread);
    return () => void threads.delete(ticketId);
  }, [ticketId, thread]);
  const own = useMemo(
    () => all.filter((one) => one.ticketId === ticketId && one.author.id === self.id),
    [all, ticketId, self.id],
  );
  useEffect(() => {
    const isDone = (one: OutgoingMessage): boolean => one.isSent && own.includes(one) && hasArrived(one, thread);
    if (own.some(isDone)) outgoing.change((known) => known.filter((one) => !isDone(one)));
  }, [own, thread]);
  return useMemo(() => own.filter((one) => !hasArrived(one, thread)), [own, thread]);
};

/** Ids of files of messages that are being sent. */
export const useOutgoingFiles = (): ReadonlySet<string> => {
  const all = useShared(outgoing);
  return useMemo(() => new Set(all.flatMap(({ files }) => files.map(({ id }) => id))), [all]);
};
