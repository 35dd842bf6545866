import { anAddOn, anAdmin, aTeam } from './state-builders.js';
import { deciderTest } from './decider-test.js';
import { policies } from './policies.js';
import type {
  CallbackCommand,
  CallOutcomeCommand,
  RequestCallback,
  ReturnCallback,
  TakeCallback,
  TransferCallback,
} from '../../libs/domain/callback/commands.js';
import { callbackDecider } from '../../libs/domain/callback/decide.js';

/** A Friday at 16:30 in Tokyo; 15 minutes later; after the pause of an unanswered call; and when the desk closes. */
export const AT = '2026-11-27T07:30:00.000Z';
export const LATER = '2026-11-27T07:45:00.000Z';
export const RETRY = '2026-11-27T07:50:00.000Z';
export const CLOSED = '2026-11-27T08:00:00.000Z';
/** The requester of the callback. */
export const person = { teamId: 'acme', requesterId: 'aiko' };
/** What every event of the callback contains. */
export const keys = { callbackId: 'c-1', ...person, product: 'dropbox' };

export const request = (differing: Partial<RequestCallback> = {}): RequestCallback => ({
  type: 'RequestCallback',
  at: AT,
  ...keys,
  phone: '+81312345678',
  reason: 'Nobody can sign in.',
  language: 'ja',
  ...differing,
});
export const take = (agentId = 'kenji', engagementId = `of-${agentId}`, at = LATER): TakeCallback => ({
  type: 'TakeCallback',
  at,
  agentId,
  engagementId,
});
export const by = (type: CallOutcomeCommand['type'], agentId = 'kenji'): CallOutcomeCommand => ({
  type,
  at: LATER,
  agentId,
});
export const putBack = (engagementId = 'of-kenji'): ReturnCallback => ({
  type: 'ReturnCallback',
  at: LATER,
  engagementId,
});
export const transfer = (differing: Partial<TransferCallback> = {}): TransferCallback => ({
  type: 'TransferCallback',
  at: LATER,
  agentId: 'yuki',
  engagementId: 'of-yuki',
  transferOf: 'of-kenji',
  ...differing,
});
export const toQueue = (agentId = 'kenji', at = LATER): CallbackCommand => ({
  type: 'TransferCallbackToQueue',
  at,
  agentId,
});
export const cancel = (differing: Partial<typeof person> = {}): CallbackCommand => ({
  type: 'CancelCallback',
  at: LATER,
  ...person,
  ...differing,
});

/** The callback before its request, and after each step. */
export const nothing = deciderTest(callbackDecider, { policies, team: aTeam(), member: anAdmin(), addOn: anAddOn() });
export const waiting = nothing.after(request());
export const taken = waiting.after(take());
export const completed = taken.after(by('CompleteCallback'));
