import type { CallbackEvent } from '@ledgerdesk/events';
import { type Decider, type Refusal, refuse } from '@ledgerdesk/kernel';
import type { AgentCallbackCommand, CallbackCommand, CancelCallback } from './commands.js';
import { type CallbackFacts, requestCallback } from './request.js';
import { type Callback, evolve } from './state.js';

type Decision = readonly CallbackEvent[] | Refusal;

const noCallback = refuse('not-found', 'callback-not-found', 'There is no such callback.', { rule: 'V4' });

const keysOf = ({ callbackId, teamId, requesterId, product }: Callback) => ({ callbackId, teamId, requesterId, product });

const over = (callback: Callback): Refusal =>
  refuse('conflict', `callback-${callback.status}`, `This callback is ${callback.status}.`, { rule: 'K4' });

const cancel = (callback: Callback, { teamId, requesterId }: CancelCallback): Decision => {
  if (callback.teamId !== teamId || callback.requesterId !== requesterId) return noCallback;
  if (callback.status === 'cancelled') return [];
  return callback.status === 'waiting' ? [{ type: 'CallbackCancelled', data: keysOf(callback) }] : over(callback);
};

/** K4: one agent has it. Taking it again, or finishing it again, by the same agent changes nothing. */
const byAgent = (callback: Callback, { type, agentId }: AgentCallbackCommand): Decision => {
  const data = { ...keysOf(callback), agentId };
  const mine = callback.agentId === agentId;
  if (type === 'TakeCallback') {
    if (callback.status === 'waiting') return [{ type: 'CallbackTaken', data }];
    return callback.status === 'taken' && mine ? [] : over(callback);
  }
  if (callback.status === 'taken' && mine) {
    return type === 'CompleteCallback'
      ? [{ type: 'CallbackCompleted', data }]
      : [{ type: 'CallbackUnanswered', data: { ...data, attempts: callback.attempts + 1 } }];
  }
  if (type === 'CompleteCallback' && callback.status === 'completed' && mine) return [];
  return callback.status === 'taken'
    ? refuse('conflict', 'callback-of-another-agent', 'Another agent has taken this callback.', { rule: 'K4' })
    : over(callback);
};

export const callbackDecider: Decider<CallbackCommand, CallbackEvent, Callback | undefined, CallbackFacts> = {
  initial: undefined,
  evolve,
  decide: (command, callback, facts) => {
    if (command.type === 'RequestCallback') return requestCallback(command, callback, facts);
    if (!callback) return noCallback;
    return command.type === 'CancelCallback' ? cancel(callback, command) : byAgent(callback, command);
  },
};
