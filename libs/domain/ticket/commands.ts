import type { LiveRequest } from '@ledgerdesk/events';
import type { Command, Instant } from '@ledgerdesk/kernel';

/** The chat or callback that a ticket came of; `answer`: what an agent has answered there. */
export interface LiveOrigin extends LiveRequest {
  readonly answer?: { readonly agentId: string; readonly body: string };
}

/** R4, R5: a written request. Without a product the one in use is meant (R2). */
export interface OpenTicket extends Command {
  readonly type: 'OpenTicket';
  readonly ticketId: string;
  readonly teamId: string;
  readonly requesterId: string;
  readonly product?: string;
  readonly issueType: string;
  readonly subject: string;
  readonly body: string;
  readonly language: string;
  readonly followUpOf?: string;
  readonly cameOf?: LiveOrigin;
}
/** V2: the requester writes again. */
export interface ReplyTicket extends Command {
  readonly type: 'ReplyTicket';
  readonly teamId: string;
  readonly requesterId: string;
  readonly body: string;
}

interface ByAgent extends Command {
  readonly agentId: string;
}
/** A public answer of a human agent: what stops a response clock (E5). */
export interface AnswerTicket extends ByAgent { readonly type: 'AnswerTicket'; readonly body: string }
export interface AddInternalNote extends ByAgent { readonly type: 'AddInternalNote'; readonly body: string }
/** `agentId` is who shall work on it. */
export interface AssignTicket extends ByAgent { readonly type: 'AssignTicket' }
export interface HoldTicket extends ByAgent { readonly type: 'HoldTicket'; readonly reason: string }
export interface ResumeTicket extends ByAgent { readonly type: 'ResumeTicket' }
/** With a body it is an answer too; without one a running clock stops as solved unanswered. */
export interface SolveTicket extends ByAgent { readonly type: 'SolveTicket'; readonly body?: string }
export interface ReopenTicket extends ByAgent { readonly type: 'ReopenTicket' }
export interface CloseTicket extends ByAgent { readonly type: 'CloseTicket' }

interface OfClock extends Command {
  readonly clock: number;
  readonly dueAt: Instant;
}
/** From the deadline clock: the share of the time that the policy calls a risk has passed. */
export interface RecordResponseRisk extends OfClock { readonly type: 'RecordResponseRisk' }
/** From the deadline clock: `dueAt` has passed without an answer. */
export interface RecordResponseBreach extends OfClock { readonly type: 'RecordResponseBreach' }

export type AgentTicketCommand =
  | AnswerTicket | AddInternalNote | AssignTicket | HoldTicket | ResumeTicket | SolveTicket | ReopenTicket | CloseTicket;
export type DeadlineTicketCommand = RecordResponseRisk | RecordResponseBreach;
export type TicketCommand = OpenTicket | ReplyTicket | AgentTicketCommand | DeadlineTicketCommand;
