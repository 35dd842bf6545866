import { type Answer, ApiProblem, type CommandOptions } from '@ledgerdesk/client';
import { useQueryClient } from '@tanstack/react-query';
import { client } from '../../../api/client.js';
import { type SendableCommand, useCommand } from '../../../api/command.js';
import { useSelf } from '../../../session/self.js';
import type { ComposedMessage } from '../../../tickets/composer.js';
import { useReportRefusal, type Write } from '../../../tickets/refused-writes.js';
import type { ThreadMessage } from '../../../tickets/thread-message.js';
import { answerInSteps, type PostedAnswer } from './answer-steps.js';
import type { DeskTicket } from './desk-ticket.js';
import { unseenAmong } from './unseen-message.js';

/** What has changed with a ticket: the lists that it is in, and the pages about its requester. */
const TOPICS = ['tickets'] as const;
const PRECONDITION_FAILED = 412;
/** Number of newest messages compared to find those that the agent has not seen. */
const RECENT = 50;

type Move = 'claim' | 'resumption' | 'reopening' | 'closure';
/** The action that a move is of. */
const ACTIONS = { claim: 'claim', resumption: 'resume', reopening: 'reopen', closure: 'close' } as const;

/** Returns a function that tells the agent of what was refused after another ticket was opened. */
const useReport = ({ ticketId, subject }: DeskTicket): ((write: Write, error: Error) => void) => {
  const report = useReportRefusal();
  return (write, error) => report({ ticketId, subject, write, error });
};

/** Sends what an agent can do to a ticket. */
export const useTicketCommands = (ticket: DeskTicket) => {
  const { ticketId } = ticket;
  const path = { ticketId };
  const report = useReport(ticket);
  const move = useCommand(
    (name: Move, options) => {
      if (name === 'claim') return client.post('/v1/desk/tickets/{ticketId}/claim', { path, ...options });
      if (name === 'resumption') return client.post('/v1/desk/tickets/{ticketId}/resumption', { path, ...options });
      if (name === 'reopening') return client.post('/v1/desk/tickets/{ticketId}/reopening', { path, ...options });
      return client.post('/v1/desk/tickets/{ticketId}/closure', { path, ...options });
    },
    TOPICS,
    { onUnseenFailure: (error, name) => report(ACTIONS[name], error) },
  );
  const assign = useCommand(
    (agentId: string | null, options) =>
      agentId === null
        ? client.delete('/v1/desk/tickets/{ticketId}/assignment', { path, ...options })
        : client.post('/v1/desk/tickets/{ticketId}/assignment', { path, body: { agentId }, ...options }),
    TOPICS,
    { onUnseenFailure: (error, agentId) => report(agentId === null ? 'release' : 'assign', error) },
  );
  const hold = useCommand(
    (body: { readonly reason: string }, options) =>
      client.post('/v1/desk/tickets/{ticketId}/hold', { path, body, ...options }),
    TOPICS,
    { onUnseenFailure: (error) => report('hold', error) },
  );
  const reclassify = useCommand(
    (body: { readonly product?: string; readonly issueType?: string; readonly reason: string }, options) =>
      client.put('/v1/desk/tickets/{ticketId}/classification', { path, body, ...options }),
    TOPICS,
  );
  const merge = useCommand(
    (body: { readonly into: string }, options) =>
      client.post('/v1/desk/tickets/{ticketId}/merge', { path, body, ...options }),
    TOPICS,
  );
  return { move, assign, hold, reclassify, merge };
};

export type TicketCommands = ReturnType<typeof useTicketCommands>;

/** Something was written on the ticket that its agent has not seen. Its detail says so in the engine's words. */
export const isStale = (error: Error | null): boolean =>
  error instanceof ApiProblem && error.status === PRECONDITION_FAILED;

/** What the agent has seen of a ticket. */
export interface SeenTicket {
  readonly etag: string | null;
  /** The newest message, if the thread is loaded. */
  readonly newest: ThreadMessage | undefined;
}

/** Answers that were posted without their solution, by agent and ticket. Kept when the page is left. */
const posted = new Map<string, PostedAnswer<Answer<unknown>>>();

interface Words {
  readonly message: ComposedMessage;
  /** Also solve the ticket. */
  readonly solves: boolean;
}

/**
 * Sends answers, which are refused if a message of others has arrived since the agent last saw the ticket. Other
 * changes, such as an assignment, do not matter.
 */
export const useAnswer = (ticket: DeskTicket, seen: SeenTicket): SendableCommand<Words, unknown> => {
  const queries = useQueryClient();
  const { id: ownId } = useSelf();
  const { ticketId } = ticket;
  const path = { ticketId };
  const report = useReport(ticket);
  const inSteps = answerInSteps(`${ownId} ${ticketId}`, posted);
  const send = async ({ message, solves }: Words, options: CommandOptions, ifMatch: string | null) => {
    const known = ifMatch === null ? {} : { ifMatch };
    const body = { body: message.body, ...(message.uploads.length === 0 ? {} : { uploads: [...message.uploads] }) };
    if (solves && message.uploads.length === 0)
      return client.post('/v1/desk/tickets/{ticketId}/solution', {
        path,
        body: message.body.trim() === '' ? {} : { body: message.body },
        ...options,
        ...known,
      });
    // A solution has no files: the answer has them, and the ticket is solved after it.
    return inSteps(JSON.stringify(body), options.idempotencyKey ?? '', {
      post: (idempotencyKey) =>
        client.post('/v1/desk/tickets/{ticketId}/answers', { path, body, ...options, ...known, idempotencyKey }),
      solve: solves
        ? (idempotencyKey) => client.post('/v1/desk/tickets/{ticketId}/solution', { path, body: {}, idempotencyKey })
        : undefined,
    });
  };
  const answer = async (words: Words, options: CommandOptions) => {
    try {
      return await send(words, options, seen.etag);
    } catch (error) {
      if (!(error instanceof Error) || !isStale(error)) throw error;
      const fresh = await client.get('/v1/desk/tickets/{ticketId}', { path, query: { order: 'desc', limit: RECENT } });
      void queries.invalidateQueries({ queryKey: ['tickets'] });
      if (unseenAmong(fresh.data.messages, seen.newest, ownId)) throw error;
      return send(words, { ...options, idempotencyKey: `${options.idempotencyKey ?? ''}-again` }, fresh.etag);
    }
  };
  return useCommand(answer, TOPICS, {
    name: `answer.${ticketId}`,
    onUnseenFailure: (error, { message }) => report(message.body.trim() === '' ? 'solve' : 'answer', error),
  });
};

/** Adds internal notes, which no requester sees. */
export const useNote = (ticket: DeskTicket) => {
  const { ticketId } = ticket;
  const report = useReport(ticket);
  return useCommand(
    ({ body, uploads }: ComposedMessage, options) =>
      client.post('/v1/desk/tickets/{ticketId}/notes', {
        path: { ticketId },
        body: { body, ...(uploads.length === 0 ? {} : { uploads: [...uploads] }) },
        ...options,
      }),
    TOPICS,
    { name: `note.${ticketId}`, onUnseenFailure: (error) => report('note', error) },
  );
};
