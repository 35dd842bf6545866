import type { LiveChannel, LostRight } from '@ledgerdesk/events';
import { type Instant, type Refusal, refuse } from '@ledgerdesk/kernel';
import type { Policies } from '../policies.js';
import { recordedProduct } from '../taxonomy.js';
import { isJapaneseDeskOpen, japaneseDeskClosesAt, resumesAt, type WaitingRequest } from './live-hours.js';
import { lostRight } from './live-support.js';
import type { LiveSupportFacts } from './live-support-product.js';

/** K4: refuses a request of somebody who has as many waiting on this channel as the policy allows. */
export const alreadyWaiting = (
  channel: LiveChannel,
  { policies, othersWaiting = [] }: LiveSupportFacts,
): Refusal | undefined => {
  const allowed = policies.policy.waitingPerRequester;
  if (othersWaiting.length < allowed) return undefined;
  return refuse(
    'conflict',
    `${channel}-already-waiting`,
    `You already have a ${channel} waiting. Wait for an agent, or cancel it first.`,
    { rule: 'K4', details: { waiting: othersWaiting } },
  );
};

/** E2: why the requester of a request lost the right to it. Undefined if they have it. */
export const lostRightTo = (
  { product }: WaitingRequest,
  { policies, member }: Pick<LiveSupportFacts, 'policies' | 'member'>,
): LostRight | undefined => lostRight(member, recordedProduct(policies.taxonomy, product).addOn);

/** A request in line, with the instant since which it has waited without a break. */
type RequestInLine = WaitingRequest & { readonly waitingSince: Instant };

/**
 * L4: returns true for a request that is to be served in Japanese although the Japanese desk is closed, or has been
 * while it waited: the language does not depend on when the engine comes to record it.
 */
export const missesJapaneseDesk = (
  { servedLanguage, waitingSince }: RequestInLine,
  at: Instant,
  policies: Policies,
): boolean => {
  if (servedLanguage !== 'ja') return false;
  const closesAt = japaneseDeskClosesAt(waitingSince, policies);
  return !isJapaneseDeskOpen(at, policies) || (closesAt !== undefined && closesAt <= at);
};

/** E2, L6, K4: refuses an agent a waiting request whose requester has lost the right to it, or that has to wait. */
export const withheld = (
  request: RequestInLine,
  at: Instant,
  facts: Pick<LiveSupportFacts, 'policies' | 'member'>,
): Refusal | undefined => {
  if (lostRightTo(request, facts))
    return refuse('conflict', 'requester-without-live-support', 'The requester no longer has live support.', {
      rule: 'E2',
    });
  const { policies } = facts;
  const isServedInEnglish = missesJapaneseDesk(request, at, policies);
  const resumes = resumesAt(isServedInEnglish ? { ...request, servedLanguage: 'en' } : request, at, policies);
  return resumes === null
    ? undefined
    : refuse('conflict', 'live-request-withheld', `Agents can take this request again at ${resumes}.`, {
        rule: request.retryAt !== null && request.retryAt > at ? 'K4' : 'L6',
        details: { resumesAt: resumes },
      });
};
