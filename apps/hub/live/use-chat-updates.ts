import type { ChatUpdate, ServerSentEvent } from '@ledgerdesk/client';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { client } from '../api/client.js';
import { useSelf } from '../session/self.js';
import { type FollowStream, shareStream } from './live-channel.js';

/** Updates that come within this time are shown together: a long chat begins with a thousand of them. */
const GATHER_MS = 30;

/** Messages and changes of a chat, live. */
interface ChatUpdates {
  readonly updates: readonly ChatUpdate[];
  /** The stream failed for good: the page has to be loaded again. */
  readonly error: Error | undefined;
}

type ChatEvent = ServerSentEvent<string, ChatUpdate>;

const isUpdate = (event: ServerSentEvent): event is ChatEvent => event.event !== 'reset';

const streamOf =
  (chatId: string): FollowStream =>
  (lastEventId, signal) =>
    client.follow('/v1/chats/{chatId}/updates', {
      path: { chatId },
      signal,
      ...(lastEventId === undefined ? {} : { lastEventId }),
    });

/** Returns true for an event that comes after those that are known: a tab that comes later gets all of them again. */
const isNext = (known: readonly ServerSentEvent[], { id }: ServerSentEvent): boolean =>
  Number(id) > Number(known.at(-1)?.id ?? -1);

/**
 * Follows a chat from its first message until it ends, once for all tabs of the browser. The state of the chat is
 * loaded again with each change.
 */
export const useChatUpdates = (chatId: string): ChatUpdates => {
  const queries = useQueryClient();
  const { kind, id } = useSelf();
  const [updates, setUpdates] = useState<readonly ChatUpdate[]>([]);
  const [error, setError] = useState<Error>();
  useEffect(() => {
    const known: ChatEvent[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = (): void => {
      timer = undefined;
      setUpdates(known.map(({ data }) => data));
    };
    const receive = (event: ServerSentEvent): void => {
      if (!isUpdate(event) || !isNext(known, event)) return;
      known.push(event);
      timer ??= setTimeout(show, GATHER_MS);
      if (event.event !== 'message') void queries.invalidateQueries({ queryKey: ['live'] });
    };
    setUpdates([]);
    setError(undefined);
    const leave = shareStream(`ledgerdesk-chat.${kind}.${id}.${chatId}`, {
      follow: streamOf(chatId),
      closes: true,
      onEvent: receive,
      onFailure: (failure) => setError(failure instanceof Error ? failure : new Error(String(failure))),
      snapshot: () => known,
    });
    return () => {
      clearTimeout(timer);
      leave();
    };
  }, [chatId, kind, id, queries]);
  return { updates, error };
};
