import type { Command } from '@ledgerdesk/kernel';

/** K1–K3. `phone` is E.164 already; the number is checked where it enters. */
export interface RequestCallback extends Command {
  readonly type: 'RequestCallback';
  readonly callbackId: string;
  readonly teamId: string;
  readonly requesterId: string;
  readonly product?: string;
  readonly phone: string;
  readonly reason: string;
  readonly language: string;
  readonly ticketId?: string;
}
export interface CancelCallback extends Command {
  readonly type: 'CancelCallback';
  readonly teamId: string;
  readonly requesterId: string;
}
interface ByAgent extends Command {
  readonly agentId: string;
}
/** What the agent's stream was engaged for. */
export interface TakeCallback extends ByAgent {
  readonly type: 'TakeCallback';
  readonly engagementId: string;
}
export interface CompleteCallback extends ByAgent {
  readonly type: 'CompleteCallback';
}
export interface RecordUnansweredCallback extends ByAgent {
  readonly type: 'RecordUnansweredCallback';
}

/** The agent has been released without having called. */
export interface ReturnCallback extends Command {
  readonly type: 'ReturnCallback';
  readonly engagementId: string;
}

export type CallOutcomeCommand = CompleteCallback | RecordUnansweredCallback;
export type CallbackCommand = RequestCallback | CancelCallback | TakeCallback | ReturnCallback | CallOutcomeCommand;
