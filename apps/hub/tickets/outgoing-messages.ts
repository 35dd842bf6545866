import { useEffect, useLayoutEffect, useMemo } from 'react';
import { SharedList, useShared } from '../api/shared-list.js';
import { useMoment } from '../app/moment.js';
import { useSelf } from '../session/self.js';
import type { ThreadMessage } from './thread-message.js';
import {
  type Baseline,
  baselineIn,
  type Destination,
  hasArrived,
  isEqual,
  type OutgoingMessage,
  type Words,
} from './outgoing-message.js';

/** The thread of a ticket, for messages that some people see. The same object as long as nothing changes. */
export const useDestination = (ticketId: string, audience: Destination['audience']): Destination =>
  useMemo(() => ({ ticketId, audience }), [ticketId, audience]);

const outgoing = new SharedList<OutgoingMessage>();
/** The messages of the threads that are shown, by ticket. */
const threads = new Map<string, readonly ThreadMessage[]>();
/** The last message to each destination that was not sent, as far as is known: it may have arrived all the same. */
const unsent = new Map<string, Words & Baseline>();
let lastId = 0;

/** Shows a message as being sent. Returns a function that says whether it was. */
export const startSending = (words: Words, files: OutgoingMessage['files']): ((isSent: boolean) => void) => {
  const id = ++lastId;
  const place = `${words.audience} ${words.ticketId}`;
  const before = unsent.get(place);
  const isAgain = before !== undefined && isEqual(before, words);
  const baseline = isAgain ? before : baselineIn(threads.get(words.ticketId) ?? [], outgoing.read(), words);
  const message = { ...baseline, ...words };
  outgoing.change((all) => [...all, { ...message, id, files, isSent: false }]);
  return (isSent) => {
    if (isSent) unsent.delete(place);
    else unsent.set(place, message);
    outgoing.change((all) =>
      isSent ? all.map((one) => (one.id === id ? { ...one, isSent } : one)) : all.filter((one) => one.id !== id),
    );
  };
};

/** The reader's messages that the thread of a ticket does not have yet. A page that shows the past has none. */
export const useOutgoing = (ticketId: string, thread: readonly ThreadMessage[]): readonly OutgoingMessage[] => {
  const all = useShared(outgoing);
  const self = useSelf();
  const { isPast } = useMoment();
  useLayoutEffect(() => {
    threads.set(ticketId, thread);
    return () => void threads.delete(ticketId);
  }, [ticketId, thread]);
  const own = useMemo(
    () => all.filter((one) => !isPast && one.ticketId === ticketId && one.author.id === self.id),
    [all, ticketId, self.id, isPast],
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
