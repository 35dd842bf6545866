import type { CarriedClock, Entitlement, LiveRequest } from '@ledgerdesk/events';
import type { Command, Instant } from '@ledgerdesk/kernel';
import type { Upload } from './attachments.js';

/** What an agent wrote in a chat, and when the last of it was written. */
export interface ChatAnswer {
  readonly agentId: string;
  readonly body: string;
  readonly writtenAt: Instant;
}

/** The chat or callback that a ticket was created from. */
interface LiveOrigin extends LiveRequest {
  /** R6: present if the request is settled, so that the ticket opens as solved and without a clock. */
  readonly settled?: {
    /** The last agent; null if none had joined. */
    readonly agentId: string | null;
    /** Absent if no agent has written. */
    readonly answer?: ChatAnswer;
  };
}

/** What an agent writes, and the files attached to it. */
export interface AgentMessage {
  readonly agentId: string;
  readonly body: string;
  readonly uploads?: readonly Upload[];
}

/** R4, R5: a written request. Without a product, the one that the team uses is implied (R2). */
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
  /** The answer of the agent who opens the ticket for the requester. Instead of it, a clock would start. */
  readonly answer?: AgentMessage;
}
/** V2: adds a message of the requester. */
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
type WrittenByAgent = Command & AgentMessage;
/** Adds a public answer by a human agent, which stops the response clock (E5). */
export interface AnswerTicket extends WrittenByAgent {
  readonly type: 'AnswerTicket';
}
/** Adds a note that only agents see. */
export interface AddInternalNote extends WrittenByAgent {
  readonly type: 'AddInternalNote';
}
/** Assigns a ticket to any agent, and replaces the current assignment. */
export interface AssignTicket extends ByAgent {
  readonly type: 'AssignTicket';
  readonly assigneeId: string;
}
/** Ends the assignment of a ticket, regardless of its assignee. */
export interface UnassignTicket extends ByAgent {
  readonly type: 'UnassignTicket';
}
/** Assigns a ticket to the agent unless it is assigned to another. Of two concurrent claims, one is refused. */
export interface ClaimTicket extends ByAgent {
  readonly type: 'ClaimTicket';
}
/** Moves a ticket to another product, issue type or both. E11: entitlement and response clocks stay. */
export interface ReclassifyTicket extends ByAgent {
  readonly type: 'ReclassifyTicket';
  readonly product?: string;
  readonly issueType?: string;
  readonly reason: string;
}
/** Merges a ticket into another of the same requester, which closes it. */
export interface MergeTicket extends ByAgent {
  readonly type: 'MergeTicket';
  readonly into: string;
}
/** Puts a ticket on hold, which pauses its response clock if the policy says so. */
export interface HoldTicket extends ByAgent {
  readonly type: 'HoldTicket';
  readonly reason: string;
}
/** Ends a hold. */
export interface ResumeTicket extends ByAgent {
  readonly type: 'ResumeTicket';
}
/**
 * With a body it also answers; without one a running clock stops as solved unanswered. `closes: false` turns off the
 * automatic close, for imports whose log contains the close.
 */
export interface SolveTicket extends ByAgent {
  readonly type: 'SolveTicket';
  readonly body?: string;
  readonly closes?: boolean;
}
/** V3: reopens a solved ticket. */
export interface ReopenTicket extends ByAgent {
  readonly type: 'ReopenTicket';
  /** Reopens a closed ticket too. Imports only: another help desk may allow that. */
  readonly evenClosed?: boolean;
}
/** V3: closes a ticket permanently; an unsolved one is solved first. */
export interface CloseTicket extends ByAgent {
  readonly type: 'CloseTicket';
}

interface OfClock extends Command {
  readonly clock: number;
  readonly dueAt: Instant;
}
/** Sent by the timer when the policy's risk share of the time has passed. */
export interface RecordResponseRisk extends OfClock {
  readonly type: 'RecordResponseRisk';
}
/** Sent by the timer when `dueAt` has passed without an answer. */
export interface RecordResponseBreach extends OfClock {
  readonly type: 'RecordResponseBreach';
}

/** Sent by the timer when a solved ticket can no longer be reopened. */
export interface CloseSolvedTicket extends Command {
  readonly type: 'CloseSolvedTicket';
  readonly closesAt: Instant;
}

/** Sent by the engine to the ticket into which another was merged. */
export interface ReceiveMerge extends Command {
  readonly type: 'ReceiveMerge';
  readonly from: string;
  /** Who merged them. */
  readonly agentId: string;
  readonly entitlement: Entitlement | null;
  readonly clock: CarriedClock | null;
}

/** Sent by the engine when the requester is erased. An open ticket is closed first. */
export interface EraseTicket extends Command {
  readonly type: 'EraseTicket';
}

export type AgentTicketCommand =
  | AnswerTicket
  | AddInternalNote
  | AssignTicket
  | UnassignTicket
  | ClaimTicket
  | ReclassifyTicket
  | MergeTicket
  | HoldTicket
  | ResumeTicket
  | SolveTicket
  | ReopenTicket
  | CloseTicket;
export type TimerTicketCommand = RecordResponseRisk | RecordResponseBreach;
export type TicketCommand =
  OpenTicket | ReplyTicket | AgentTicketCommand | TimerTicketCommand | CloseSolvedTicket | ReceiveMerge | EraseTicket;
