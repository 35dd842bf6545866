import type { LiveRequest } from '@ledgerdesk/events';
import type { Command, Instant } from '@ledgerdesk/kernel';
import type { Upload } from './attachments.js';

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
  readonly uploads?: readonly Upload[];
}
/** V2: the requester writes again. */
export interface ReplyTicket extends Command {
  readonly type: 'ReplyTicket';
  readonly teamId: string;
  readonly requesterId: string;
  readonly body: string;
  readonly uploads?: readonly Upload[];
}

interface ByAgent extends Command {
  readonly agentId: string;
}
interface WrittenByAgent extends ByAgent {
  readonly body: string;
  readonly uploads?: readonly Upload[];
}
/** A public answer of a human agent: what stops a response clock (E5). */
export interface AnswerTicket extends WrittenByAgent {
  readonly type: 'AnswerTicket';
}
export interface AddInternalNote extends WrittenByAgent {
  readonly type: 'AddInternalNote';
}
/** `agentId` is who shall work on it. */
export interface AssignTicket extends ByAgent {
  readonly type: 'AssignTicket';
}
/** Takes a ticket for oneself, unless another has it: of two who claim it at once one is told so. */
export interface ClaimTicket extends ByAgent {
  readonly type: 'ClaimTicket';
}
export interface HoldTicket extends ByAgent {
  readonly type: 'HoldTicket';
  readonly reason: string;
}
export interface ResumeTicket extends ByAgent {
  readonly type: 'ResumeTicket';
}
/**
 * With a body it is an answer too; without one a running clock stops as solved unanswered. `closes`: false where something
 * else will say when it is closed, such as the log that an import reads; otherwise it closes after the policy's time.
 */
export interface SolveTicket extends ByAgent {
  readonly type: 'SolveTicket';
  readonly body?: string;
  readonly closes?: boolean;
}
export interface ReopenTicket extends ByAgent {
  readonly type: 'ReopenTicket';
}
export interface CloseTicket extends ByAgent {
  readonly type: 'CloseTicket';
}

interface OfClock extends Command {
  readonly clock: number;
  readonly dueAt: Instant;
}
/** From the deadline clock: the share of the time that the policy calls a risk has passed. */
export interface RecordResponseRisk extends OfClock {
  readonly type: 'RecordResponseRisk';
}
/** From the deadline clock: `dueAt` has passed without an answer. */
export interface RecordResponseBreach extends OfClock {
  readonly type: 'RecordResponseBreach';
}

/** From the deadline clock: the time has passed in which a solved ticket could be reopened. */
export interface CloseSolvedTicket extends Command {
  readonly type: 'CloseSolvedTicket';
  readonly closesAt: Instant;
}

export type AgentTicketCommand =
  | AnswerTicket
  | AddInternalNote
  | AssignTicket
  | ClaimTicket
  | HoldTicket
  | ResumeTicket
  | SolveTicket
  | ReopenTicket
  | CloseTicket;
export type TimerTicketCommand = RecordResponseRisk | RecordResponseBreach;
export type TicketCommand = OpenTicket | ReplyTicket | AgentTicketCommand | TimerTicketCommand | CloseSolvedTicket;
