import { type Answer, ApiProblem, type CommandOptions } from '@ledgerdesk/client';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
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
  error instanceof ApiProblem ? Object.fromEntries(error.errors.map(({ field, message }) => [field, message])) : {};

const UNAUTHORIZED = 401;

const newKey = (): string => crypto.getRandomValues(new Uint32Array(4)).join('-');

/**
 * Prepares a command. When it succeeds, the topics are loaded again. A repeated attempt with the same input has the
 * same Idempotency-Key, so that a command whose response was lost has its effect once.
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
): SendableCommand<Input, T> => {
  const queries = useQueryClient();
  const [isSending, setSending] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const attempt = useRef({ input: '', key: '' });
  const send = async (input: Input): Promise<Answer<T> | undefined> => {
    const text = JSON.stringify(input) ?? '';
    if (attempt.current.input !== text || attempt.current.key === '') attempt.current = { input: text, key: newKey() };
    setSending(true);
    try {
      const answer = await run(input, { idempotencyKey: attempt.current.key });
      attempt.current = { input: '', key: '' };
      setError(null);
      rememberPosition(answer.position);
      await Promise.all(topics.map((topic) => queries.invalidateQueries({ queryKey: [topic] })));
      return answer;
    } catch (failure) {
      // A refused command had no effect: the next attempt is another one.
      if (failure instanceof ApiProblem) attempt.current = { input: '', key: '' };
      // The session has ended: the page on which one signs in is shown. What was written stays a draft.
      if (failure instanceof ApiProblem && failure.status === UNAUTHORIZED)
        void queries.invalidateQueries({ queryKey: ['self'] });
      setError(failure instanceof Error ? failure : new Error(String(failure)));
      return undefined;
    } finally {
      setSending(false);
    }
  };
  return { send, isSending, error, fieldErrors: fieldErrorsOf(error), clear: () => setError(null) };
};
