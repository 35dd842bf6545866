import type { CallbackEvent } from '@ledgerdesk/events';
import { type Decider, type Decision, type Refusal, refuse } from '@ledgerdesk/kernel';
import type { CallbackCommand, CallOutcomeCommand, CancelCallback, ReturnCallback, TakeCallback } from './commands.js';
import { type CallbackFacts, requestCallback } from './request.js';
import { type Callback, evolve } from './state.js';

const noCallback = refuse('not-found', 'callback-not-found', 'Callback not found.', { rule: 'V4' });

const keysOf = ({ callbackId, teamId, requesterId, product }: Callback) => ({
  callbackId,
  teamId,
  requesterId,
  product,
});

const over = (callback: Callback): Refusal =>
  refuse('conflict', `callback-${callback.status}`, `This callback is ${callback.status}.`, { rule: 'K4' });

const cancel = (callback: Callback, { teamId, requesterId }: CancelCallback): Decision<CallbackEvent> => {
  if (callback.teamId !== teamId || callback.requesterId !== requesterId) return noCallback;
  if (callback.status === 'cancelled') return [];
  return callback.status === 'waiting' ? [{ type: 'CallbackCancelled', data: keysOf(callback) }] : over(callback);
};

const isHeldBy = (callback: Callback, engagementId: string): boolean =>
  callback.status === 'taken' && callback.engagementId === engagementId;

/** K4: only one agent takes a callback. */
const take = (callback: Callback, { agentId, engagementId }: TakeCallback): Decision<CallbackEvent> => {
  if (callback.status === 'waiting')
    return [{ type: 'CallbackTaken', data: { ...keysOf(callback), agentId, engagementId } }];
  return isHeldBy(callback, engagementId) ? [] : over(callback);
};

const returnToQueue = (callback: Callback, { engagementId }: ReturnCallback): Decision<CallbackEvent> =>
  isHeldBy(callback, engagementId) && callback.agentId !== null
    ? [{ type: 'CallbackReturned', data: { ...keysOf(callback), agentId: callback.agentId, engagementId } }]
    : [];

const unanswered = (callback: Callback, agentId: string, { policies }: CallbackFacts): Decision<CallbackEvent> => {
  const [key, attempts] = [keysOf(callback), callback.attempts + 1];
  const unansweredCall: CallbackEvent = {
    type: 'CallbackUnanswered',
    data: { ...key, agentId, engagementId: callback.engagementId, attempts },
  };
  return attempts < policies.policy.callbackAttempts
    ? [unansweredCall]
    : [unansweredCall, { type: 'CallbackGivenUp', data: { ...key, attempts, ticketId: callback.callbackId } }];
};

/** Records the outcome of a call. Completing again by the same agent records nothing. */
const called = (
  callback: Callback,
  { type, agentId }: CallOutcomeCommand,
  facts: CallbackFacts,
): Decision<CallbackEvent> => {
  const mine = callback.agentId === agentId;
  if (callback.status === 'taken' && mine) {
    return type === 'CompleteCallback'
      ? [{ type: 'CallbackCompleted', data: { ...keysOf(callback), agentId, engagementId: callback.engagementId } }]
      : unanswered(callback, agentId, facts);
  }
  if (type === 'CompleteCallback' && callback.status === 'completed' && mine) return [];
  return callback.status === 'taken'
    ? refuse('conflict', 'callback-of-another-agent', 'Another agent has taken this callback.', { rule: 'K4' })
    : over(callback);
};

/** Decides the commands of one callback. Other members get the same refusal as for an unknown callback (V4). */
export const callbackDecider: Decider<CallbackCommand, CallbackEvent, Callback | undefined, CallbackFacts> = {
  initial: undefined,
  evolve,
  decide: (command, callback, facts) => {
    if (command.type === 'RequestCallback') return requestCallback(command, callback, facts);
    if (!callback) return noCallback;
    switch (command.type) {
      case 'CancelCallback':
        return cancel(callback, command);
      case 'TakeCallback':
        return take(callback, command);
      case 'ReturnCallback':
        return returnToQueue(callback, command);
      default:
        return called(callback, command, facts);
    }
  },
};
