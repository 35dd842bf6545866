import type { ChatUpdate, ServerSentEvent } from '@ledgerdesk/client';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { client } from '../api/client.js';
import { useSelf } from '../session/self.js';
import { KnownEvents } from './known-events.js';
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
    const known = new KnownEvents<ChatEvent>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = (): void => {
      timer = undefined;
      setUpdates(known.inOrder().map(({ data }) => data));
    };
    const receive = (event: ServerSentEvent): void => {
      if (!isUpdate(event) || !known.add(event)) return;
      timer ??= setTimeout(show, GATHER_MS);
      if (event.event !== 'message') void queries.invalidateQueries({ queryKey: ['live'] });
    };
    setUpdates([]);
    setError(undefined);
    const leave = shareStream(`ledgerdesk-chat.${kind}.${id}.${chatId}`, {
      follow: streamOf(chatId),
      isWhole: true,
      onEvent: receive,
      onFailure: (failure) => setError(failure instanceof Error ? failure : new Error(String(failure))),
      snapshot: () => known.inOrder(),
    });
    return () => {
      clearTimeout(timer);
      leave();
    };
  }, [chatId, kind, id, queries]);
  return { updates, error };
};
