import type { Command, Instant } from '@ledgerdesk/kernel';
import type { PhoneKind } from '../entitlement/policy.js';

/**
 * K1–K3: requests a call. `phone` is a valid E.164 number; the API checks it. Without `language` the member's language
 * applies.
 */
export interface RequestCallback extends Command {
  readonly type: 'RequestCallback';
  readonly callbackId: string;
  readonly teamId: string;
  readonly requesterId: string;
  readonly product?: string;
  readonly phone: string;
  /** K2: kind of the number; the API determines it. Default: `other`. */
  readonly phoneKind?: PhoneKind;
  readonly reason?: string;
  readonly language?: string;
  readonly ticketId?: string;
  /** D4. */
  readonly issueType?: string;
}
/** K4: cancels a waiting callback. */
export interface CancelCallback extends Command {
  readonly type: 'CancelCallback';
  readonly teamId: string;
  readonly requesterId: string;
}
interface ByAgent extends Command {
  readonly agentId: string;
}
/** K4: takes a waiting callback for an engaged agent. */
export interface TakeCallback extends ByAgent {
  readonly type: 'TakeCallback';
  readonly engagementId: string;
}
/** K4: records that the call took place. */
export interface CompleteCallback extends ByAgent {
  readonly type: 'CompleteCallback';
}
/** K4: records an unanswered call. */
export interface RecordUnansweredCallback extends ByAgent {
  readonly type: 'RecordUnansweredCallback';
}

/** Returns a callback to the queue when its agent is released before the call. */
export interface ReturnCallback extends Command {
  readonly type: 'ReturnCallback';
  readonly engagementId: string;
}

/** K4: hands a callback over to an engaged agent. `transferOf` is the engagement of the agent who has taken it. */
export interface TransferCallback extends Command {
  readonly type: 'TransferCallback';
  readonly agentId: string;
  readonly engagementId: string;
  readonly transferOf: string;
}
/** K4: the agent of a callback hands it over to the next agent: it goes to the front of its queue. */
export interface TransferCallbackToQueue extends ByAgent {
  readonly type: 'TransferCallbackToQueue';
}

/** E2: sent by the engine when the requester may have lost the right to live support. */
export interface WithdrawCallback extends Command {
  readonly type: 'WithdrawCallback';
}

/** L4: sent by the timer when the Japanese desk closes; `deskClosedAt` is the closing time. */
export interface ServeCallbackInEnglish extends Command {
  readonly type: 'ServeCallbackInEnglish';
  readonly deskClosedAt: Instant;
}

/** Sent by the engine when the requester is erased. A callback that is not over is cancelled first. */
export interface EraseCallback extends Command {
  readonly type: 'EraseCallback';
}

export type CallOutcomeCommand = CompleteCallback | RecordUnansweredCallback;
export type CallbackTransferCommand = TransferCallback | TransferCallbackToQueue;
export type CallbackCommand =
  | RequestCallback
  | CancelCallback
  | TakeCallback
  | ReturnCallback
  | CallbackTransferCommand
  | WithdrawCallback
  | ServeCallbackInEnglish
  | EraseCallback
  | CallOutcomeCommand;
