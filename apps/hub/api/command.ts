import { type Answer, ApiProblem, type CommandOptions } from '@ledgerdesk/client';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useMoment } from '../app/moment.js';
import { Attempt } from './attempt.js';
import { fieldMessage } from './field-message.js';
import { keepAttempt, keptAttempt } from './kept-attempts.js';
import { reloaderOf } from '../live/reloader.js';
import { PastWrite } from './past-write.js';
import { rememberPosition } from './position.js';
import type { Topic } from './topics.js';

/** A command that a page can send. */
export interface SendableCommand<Input, T> {
  /** Sends it. Resolves with undefined if it failed: `error` then says why. */
  readonly send: (input: Input) => Promise<Answer<T> | undefined>;
  readonly isSending: boolean;
  /** Why the last attempt failed; null after a success. */
  readonly error: Error | null;
  /** What is wrong with a field of the last attempt, by its path in the body, such as `subject`. */
  readonly fieldErrors: Readonly<Record<string, string>>;
  readonly clear: () => void;
}

const fieldErrorsOf = (error: Error | null): Readonly<Record<string, string>> =>
  error instanceof ApiProblem ? Object.fromEntries(error.errors.map((one) => [one.field, fieldMessage(one)])) : {};

interface CommandSettings<Input> {
  /** Name under which attempts are kept when the page is left, such as `answer.<ticketId>`. Default: none are. */
  readonly name?: string;
  /** Called with a failure after the page was left. */
  readonly onUnseenFailure?: (error: Error, input: Input) => void;
  /** True for a preview, which pages that show the past may send too. Default: false. */
  readonly changesNothing?: boolean;
}

const UNAUTHORIZED = 401;

/** Whether the component is still there. */
const useIsShown = (): { readonly current: boolean } => {
  const isShown = useRef(true);
  useEffect(() => {
    isShown.current = true;
    return () => void (isShown.current = false);
  }, []);
  return isShown;
};

/**
 * Prepares a command. When it succeeds, the topics are loaded again, without a wait for them. A repeated attempt with
 * the same input has the same Idempotency-Key, so that a command whose response was lost has its effect once. Pages
 * that show the past send no commands.
 *
 * @example
 * const reply = useCommand(
 *   (body: { body: string }, options) =>
 *     client.post('/v1/tickets/{ticketId}/replies', { path: { ticketId }, body, ...options }),
 *   ['tickets'],
 * );
 */
export const useCommand = <Input, T>(
  run: (input: Input, options: CommandOptions) => Promise<Answer<T>>,
  topics: readonly Topic[],
  { name, onUnseenFailure, changesNothing = false }: CommandSettings<Input> = {},
): SendableCommand<Input, T> => {
  const queries = useQueryClient();
  const [isSending, setSending] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const attempt = useRef<Attempt>(undefined);
  const isShown = useIsShown();
  const { isPast } = useMoment();
  const send = async (input: Input): Promise<Answer<T> | undefined> => {
    if (isPast && !changesNothing) {
      setError(new PastWrite());
      return undefined;
    }
    const attempts = (attempt.current ??= name === undefined ? new Attempt() : keptAttempt(name));
    setSending(true);
    try {
      const answer = await run(input, { idempotencyKey: attempts.keyFor(input) });
      attempts.succeed();
      setError(null);
      rememberPosition(answer.position);
      // Pages that are opened from now on load them at once; what is shown follows with the event of the command.
      for (const topic of topics) void queries.invalidateQueries({ queryKey: [topic], refetchType: 'none' });
      void reloaderOf(queries)(topics);
      return answer;
    } catch (failure) {
      attempts.fail(failure);
      // The session has ended: the page on which one signs in is shown. What was written stays a draft.
      if (failure instanceof ApiProblem && failure.status === UNAUTHORIZED)
        void queries.invalidateQueries({ queryKey: ['self'] });
      const reason = failure instanceof Error ? failure : new Error(String(failure));
      setError(reason);
      if (!isShown.current) onUnseenFailure?.(reason, input);
      return undefined;
    } finally {
      if (name !== undefined) keepAttempt(name, attempts);
      setSending(false);
    }
  };
  return { send, isSending, error, fieldErrors: fieldErrorsOf(error), clear: () => setError(null) };
};
