import { type Refusal, refuse } from '@ledgerdesk/kernel';
import type { Callback } from './state.js';

/** The refusal for a callback that does not exist, or is another requester's (V4). */
export const noCallback = refuse('not-found', 'callback-not-found', 'Callback not found.', { rule: 'V4' });

/** The refusal for a callback that is not in the state that a command needs. */
export const over = ({ status }: Callback): Refusal =>
  refuse('conflict', `callback-${status}`, `This callback is ${status}.`, { rule: 'K4' });

/** The refusal for an agent who is not the one of the callback. */
export const callbackOfAnotherAgent = refuse(
  'conflict',
  'callback-of-another-agent',
  'Another agent has taken this callback.',
  { rule: 'K4' },
);

/** K4: why an agent cannot hand a callback over: only the agent who has taken it can. Undefined if they can. */
export const callbackTransferRefusal = (callback: Callback | undefined, agentId: string): Refusal | undefined => {
  if (!callback) return noCallback;
  if (callback.status !== 'taken') return over(callback);
  return callback.agentId === agentId ? undefined : callbackOfAnotherAgent;
};
