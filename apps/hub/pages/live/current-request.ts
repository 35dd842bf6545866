import { type Answer, ApiProblem, type CommandOptions, type Schemas } from '@ledgerdesk/client';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { useMoment } from '../../app/moment.js';
import { isLost } from './left-chat.js';
import type { Channel, Engaged } from './live-resources.js';

/** A chat or call in full. */
export type LiveRequest =
  | { readonly channel: 'chat'; readonly id: string; readonly chat: Schemas['ChatToAnswer'] }
  | { readonly channel: 'callback'; readonly id: string; readonly callback: Schemas['CallbackToMake'] };

/** Takes the next request of a channel. */
const takeNext = async (channel: Channel, options: CommandOptions = {}): Promise<Answer<LiveRequest>> => {
  if (channel === 'chat') {
    const answer = await client.post('/v1/desk/chats/next', { body: {}, ...options });
    return { ...answer, data: { channel, id: answer.data.chatId, chat: answer.data } };
  }
  const answer = await client.post('/v1/desk/callbacks/next', { body: {}, ...options });
  return { ...answer, data: { channel, id: answer.data.callbackId, callback: answer.data } };
};

/**
 * The request that the agent works on, and a function that takes the next one. The engine returns a request in full to
 * who takes it, and the same one again until it is finished: it is asked once for each, and never again, so that
 * nothing is taken unasked once the request has ended. `isGone`: it was taken from the agent, here or elsewhere.
 */
export const useCurrentRequest = (engaged: Engaged | null | undefined) => {
  const queries = useQueryClient();
  const [request, setRequest] = useState<LiveRequest>();
  const [error, setError] = useState<Error>();
  const { channel, requestId } = engaged ?? {};
  const { isPast } = useMoment();
  const [seen, setSeen] = useState(requestId);
  if (requestId !== undefined && requestId !== seen) setSeen(requestId);
  useEffect(() => {
    // To take a request is a command, though it comes back in full: not on a page of the past.
    if (channel === undefined || requestId === undefined || isPast) return undefined;
    let isLeft = false;
    takeNext(channel).then(
      ({ data }) => !isLeft && setRequest((known) => (known?.id === data.id ? known : data)),
      (failure: unknown) => !isLeft && setError(failure instanceof Error ? failure : new Error(String(failure))),
    );
    return () => {
      isLeft = true;
    };
  }, [channel, requestId, isPast]);
  const command = useCommand(takeNext, ['agents', 'live']);
  const take = async (wanted: Channel): Promise<void> => {
    const answer = await command.send(wanted);
    if (answer) setRequest(answer.data);
  };
  const dismiss = useCallback(() => {
    setRequest(undefined);
    setError(undefined);
    void queries.invalidateQueries({ queryKey: ['agents'] });
  }, [queries]);
  const isGone = request !== undefined && isLost(request.id, seen, requestId);
  return { request, isGone, error, take, taking: command, dismiss };
};

/** Returns true if no one is waiting. */
export const isNobodyWaiting = (error: Error | null): boolean => error instanceof ApiProblem && error.status === 404;
