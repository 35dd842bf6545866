import type { CallbackCancellation, CallbackEvent } from '@ledgerdesk/events';
import { addMillis, type Decider, type Decision, type Instant, MINUTE } from '@ledgerdesk/kernel';
import { lostRightTo, missesJapaneseDesk, withheld } from '../entitlement/live-line.js';
import { transferOutdated } from '../entitlement/transfer-outdated.js';
import type {
  CallbackCommand,
  CallOutcomeCommand,
  CancelCallback,
  ReturnCallback,
  ServeCallbackInEnglish,
  TakeCallback,
  TransferCallback,
  TransferCallbackToQueue,
} from './commands.js';
import { callbackOfAnotherAgent, callbackTransferRefusal, noCallback, over } from './holder.js';
import { type CallbackFacts, requestCallback } from './request.js';
import { type Callback, evolve } from './state.js';

const keysOf = ({ callbackId, teamId, requesterId, product }: Callback) => ({
  callbackId,
  teamId,
  requesterId,
  product,
});

/** Cancels a callback. An agent who had taken it is named, to be released. */
const cancelled = (callback: Callback, reason: CallbackCancellation): CallbackEvent => {
  const { agentId, engagementId } = callback;
  const held = agentId === null ? { agentId: null, engagementId: null } : { agentId, engagementId };
  return { type: 'CallbackCancelled', data: { ...keysOf(callback), reason, ...held } };
};

const cancel = (callback: Callback, { teamId, requesterId }: CancelCallback): Decision<CallbackEvent> => {
  if (callback.teamId !== teamId || callback.requesterId !== requesterId) return noCallback;
  if (callback.status === 'cancelled') return [];
  return callback.status === 'waiting' ? [cancelled(callback, 'requester')] : over(callback);
};

const inEnglish = (callback: Callback): CallbackEvent => ({
  type: 'CallbackLanguageChanged',
  data: { ...keysOf(callback), servedLanguage: 'en' },
});

/** L4: the change to English of a callback that waits in Japanese after the desk has closed. */
const englishIfClosed = (callback: Callback, at: Instant, { policies }: CallbackFacts): readonly CallbackEvent[] =>
  missesJapaneseDesk(callback, at, policies) ? [inEnglish(callback)] : [];

/** E2, L4: what follows when a callback is back in line: it leaves it, or is served in English, if that has to be. */
const backInLine = (callback: Callback, at: Instant, facts: CallbackFacts): readonly CallbackEvent[] => {
  const lost = lostRightTo(callback, facts);
  return lost
    ? [cancelled({ ...callback, agentId: null }, lost)]
    : englishIfClosed({ ...callback, waitingSince: at }, at, facts);
};

/** E2: cancels a callback whose requester has lost the right to it, also if an agent has taken it. */
const withdraw = (callback: Callback, facts: CallbackFacts): Decision<CallbackEvent> => {
  const lost = lostRightTo(callback, facts);
  const isOpen = callback.status === 'waiting' || callback.status === 'taken';
  return lost && isOpen ? [cancelled(callback, lost)] : [];
};

/** L4: a callback that waited when the Japanese desk closed is served in English from then on. */
const serveInEnglish = (callback: Callback, { deskClosedAt }: ServeCallbackInEnglish): Decision<CallbackEvent> =>
  callback.status === 'waiting' && callback.servedLanguage === 'ja' && callback.waitingSince < deskClosedAt
    ? [inEnglish(callback)]
    : [];

const isHeldBy = (callback: Callback, engagementId: string): boolean =>
  callback.status === 'taken' && callback.engagementId === engagementId;

/** K4: only one agent takes a callback, while it can be taken (E2, L6). */
const take = (
  callback: Callback,
  { agentId, engagementId, at }: TakeCallback,
  facts: CallbackFacts,
): Decision<CallbackEvent> => {
  if (callback.status === 'waiting')
    return (
      withheld(callback, at, facts) ?? [
        ...englishIfClosed(callback, at, facts),
        { type: 'CallbackTaken', data: { ...keysOf(callback), agentId, engagementId } },
      ]
    );
  return isHeldBy(callback, engagementId) ? [] : over(callback);
};

const returnToQueue = (
  callback: Callback,
  { engagementId, at }: ReturnCallback,
  facts: CallbackFacts,
): Decision<CallbackEvent> =>
  isHeldBy(callback, engagementId) && callback.agentId !== null
    ? [
        { type: 'CallbackReturned', data: { ...keysOf(callback), agentId: callback.agentId, engagementId } },
        ...backInLine(callback, at, facts),
      ]
    : [];

/** K4: hands the callback over to an agent who is engaged for it. */
const transfer = (
  callback: Callback,
  { agentId: toAgentId, engagementId: toEngagementId, transferOf }: TransferCallback,
): Decision<CallbackEvent> => {
  if (isHeldBy(callback, toEngagementId)) return [];
  if (callback.status !== 'taken' && callback.status !== 'waiting') return over(callback);
  if (!isHeldBy(callback, transferOf) || callback.agentId === null) return transferOutdated;
  const from = { agentId: callback.agentId, engagementId: transferOf };
  return [{ type: 'CallbackTransferred', data: { ...keysOf(callback), ...from, toAgentId, toEngagementId } }];
};

/** K4: puts the callback at the front of its queue, for the next agent. */
const transferToQueue = (
  callback: Callback,
  { agentId, at }: TransferCallbackToQueue,
  facts: CallbackFacts,
): Decision<CallbackEvent> => {
  const data = { ...keysOf(callback), agentId, engagementId: callback.engagementId };
  return (
    callbackTransferRefusal(callback, agentId) ?? [
      { type: 'CallbackTransferred', data: { ...data, toAgentId: null, toEngagementId: null } },
      ...backInLine(callback, at, facts),
    ]
  );
};

/**
 * K4: the callback goes back to its place for another attempt after the pause. After the last one it becomes a ticket,
 * unless the requester has left the team (E2).
 */
const unanswered = (
  callback: Callback,
  { agentId, at }: CallOutcomeCommand,
  facts: CallbackFacts,
): Decision<CallbackEvent> => {
  const { callbackAttempts, callbackRetryMinutes } = facts.policies.policy;
  const [key, attempts] = [keysOf(callback), callback.attempts + 1];
  const isLast = attempts >= callbackAttempts;
  const retryAt = isLast || callbackRetryMinutes === 0 ? null : addMillis(at, callbackRetryMinutes * MINUTE);
  const unansweredCall: CallbackEvent = {
    type: 'CallbackUnanswered',
    data: { ...key, agentId, engagementId: callback.engagementId, attempts, retryAt },
  };
  return isLast && lostRightTo(callback, facts) !== 'member-deactivated'
    ? [unansweredCall, { type: 'CallbackGivenUp', data: { ...key, attempts, ticketId: callback.callbackId } }]
    : [unansweredCall, ...backInLine(callback, at, facts)];
};

/** Records the outcome of a call. Completing again by the same agent records nothing. */
const called = (callback: Callback, command: CallOutcomeCommand, facts: CallbackFacts): Decision<CallbackEvent> => {
  const { type, agentId } = command;
  const mine = callback.agentId === agentId;
  if (callback.status === 'taken' && mine) {
    return type === 'CompleteCallback'
      ? [{ type: 'CallbackCompleted', data: { ...keysOf(callback), agentId, engagementId: callback.engagementId } }]
      : unanswered(callback, command, facts);
  }
  if (type === 'CompleteCallback' && callback.status === 'completed' && mine) return [];
  return callback.status === 'taken' ? callbackOfAnotherAgent : over(callback);
};

/** Records once that the phone number and the reason of a callback are erased. It becomes no ticket. */
const erase = (callback: Callback): readonly CallbackEvent[] => {
  if (callback.erased) return [];
  const isOpen = callback.status === 'waiting' || callback.status === 'taken';
  return [
    ...(isOpen ? [cancelled(callback, 'member-deactivated')] : []),
    { type: 'CallbackErased', data: keysOf(callback) },
  ];
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
        return take(callback, command, facts);
      case 'ReturnCallback':
        return returnToQueue(callback, command, facts);
      case 'TransferCallback':
        return transfer(callback, command);
      case 'TransferCallbackToQueue':
        return transferToQueue(callback, command, facts);
      case 'WithdrawCallback':
        return withdraw(callback, facts);
      case 'ServeCallbackInEnglish':
        return serveInEnglish(callback, command);
      case 'EraseCallback':
        return erase(callback);
      default:
        return called(callback, command, facts);
    }
  },
};
