import type { CallbackEvent } from '@ledgerdesk/events';
import { addMillis, MINUTE } from '@ledgerdesk/kernel';
import type { LiveDecision } from '../chat/chat-contradictions.js';
import { differs, fieldsDiffer } from '../contradiction.js';
import { servedLanguage } from '../entitlement/language.js';
import type { Callback } from './state.js';

/** K4: the number of a call that was not answered, and when the next one is possible. */
const unanswered = (
  callback: Callback,
  { data }: Extract<CallbackEvent, { type: 'CallbackUnanswered' }>,
  { at, policies }: LiveDecision,
): readonly string[] => {
  const { callbackAttempts, callbackRetryMinutes } = policies.policy;
  const attempts = callback.attempts + 1;
  const isAtOnce = attempts >= callbackAttempts || callbackRetryMinutes === 0;
  return [
    ...fieldsDiffer(data, { attempts, retryAt: isAtOnce ? null : addMillis(at, callbackRetryMinutes * MINUTE) }),
    ...(callback.status === 'taken' ? [] : ['nobody had taken the callback']),
    ...differs('agentId', data.agentId, callback.agentId),
  ];
};

/** K4: after the calls that the policy allows, and not before, a callback goes on as a ticket. */
const givenUp = (
  { attempts, callbackId }: Callback,
  { data }: Extract<CallbackEvent, { type: 'CallbackGivenUp' }>,
  { policies }: LiveDecision,
): readonly string[] => [
  ...fieldsDiffer(data, { attempts, ticketId: callbackId }),
  ...(attempts < policies.policy.callbackAttempts ? ['more calls were due'] : []),
];

/** Recomputes what a callback event states that follows from the callback before, time and policy (K4, L4). */
export const callbackContradictions = (
  callback: Callback | undefined,
  event: CallbackEvent,
  decision: LiveDecision,
): readonly string[] => {
  const { at, policies, hasZones } = decision;
  if (event.type === 'CallbackRequested')
    return hasZones
      ? differs('servedLanguage', event.data.servedLanguage, servedLanguage(event.data.language, at, policies))
      : [];
  if (!callback) return [];
  switch (event.type) {
    case 'CallbackUnanswered':
      return unanswered(callback, event, decision);
    case 'CallbackGivenUp':
      return givenUp(callback, event, decision);
    case 'CallbackCompleted':
      return [
        ...(callback.status === 'taken' ? [] : ['nobody had taken the callback']),
        ...differs('agentId', event.data.agentId, callback.agentId),
      ];
    case 'CallbackLanguageChanged':
      return callback.servedLanguage === 'en' ? ['it was in English already'] : [];
    default:
      return [];
  }
};
