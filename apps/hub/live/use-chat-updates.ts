import type { ChatUpdate } from '@ledgerdesk/client';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { client } from '../api/client.js';

/** Messages and changes of a chat, live. */
interface ChatUpdates {
  readonly updates: readonly ChatUpdate[];
  /** The stream failed for good: the page has to be loaded again. */
  readonly error: Error | undefined;
}

/** Follows a chat from its first message until it ends. The state of the chat is loaded again with each change. */
export const useChatUpdates = (chatId: string): ChatUpdates => {
  const queries = useQueryClient();
  const [updates, setUpdates] = useState<readonly ChatUpdate[]>([]);
  const [error, setError] = useState<Error>();
  useEffect(() => {
    const leaving = new AbortController();
    const follow = async (): Promise<void> => {
      const stream = client.follow('/v1/chats/{chatId}/updates', { path: { chatId }, signal: leaving.signal });
      for await (const update of stream) {
        if (update.event === 'reset') setUpdates([]);
        else setUpdates((known) => [...known, update.data]);
        if (update.event !== 'message') void queries.invalidateQueries({ queryKey: ['live'] });
      }
    };
    setUpdates([]);
    setError(undefined);
    follow().catch((failure: unknown) => {
      if (!leaving.signal.aborted) setError(failure instanceof Error ? failure : new Error(String(failure)));
    });
    return () => leaving.abort();
  }, [chatId, queries]);
  return { updates, error };
};
