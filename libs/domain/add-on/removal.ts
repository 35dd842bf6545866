import type { AddOnEvent, Edition, Money } from '@ledgerdesk/events';
import { type Decision, type Instant, type Refusal, refuse } from '@ledgerdesk/kernel';
import { billingRefusal, selfServiceRefusal } from './buyer.js';
import type { AddOnFacts } from './facts.js';
import { periodAt } from './period.js';
import { expiryOf } from './quote.js';
import { renewed } from './renewal.js';
import { type AddOn, isActive } from './state.js';
import { type UpcomingCharge, upcomingCharge } from './upcoming-charge.js';

/** What an add-on includes and a team loses with it, unless another add-on of the team includes it too. */
export const BENEFITS = [
  'response-target',
  'live-support',
  'hub',
  'consultation',
  'feature-digest',
  'root-cause-session',
] as const;
export type Benefit = (typeof BENEFITS)[number];

/** P8: what the removal of an add-on does, before it is confirmed. Signed and returned, never stored. */
export interface RemovalPreview {
  readonly teamId: string;
  readonly product: string;
  readonly edition: Edition;
  /** P11: the next renewal. The team is entitled until then. */
  readonly effectiveAt: Instant;
  readonly ends: readonly Benefit[];
  /** What is still charged until the end: nothing, because the period is charged when it begins. */
  readonly amount: Money;
  /** P10: the next renewal, which is no longer charged. */
  readonly cancelledCharge: UpcomingCharge;
  readonly expiresAt: Instant;
}

const notActive = refuse('not-found', 'add-on-not-active', 'The team has no active add-on for this product.', {
  rule: 'P7',
});

/** Q3: only Enhanced includes root-cause sessions. */
const benefitsOf = (edition: Edition): readonly Benefit[] =>
  BENEFITS.filter((benefit) => benefit !== 'root-cause-session' || edition === 'enhanced');

/** P8: returns what removing an add-on would do, or a refusal (P4–P7). Records nothing. */
export const previewRemoval = (
  recorded: AddOn | undefined,
  at: Instant,
  facts: AddOnFacts,
): RemovalPreview | Refusal => {
  const { team, buyer, policies } = facts;
  const addOn = renewed(recorded, at, facts);
  const forbidden = billingRefusal(buyer, policies);
  if (forbidden) return forbidden;
  if (!isActive(addOn, at)) return notActive;
  const refusal = selfServiceRefusal(buyer, team, addOn.edition, policies);
  if (refusal) return refusal;
  const cancelledCharge = upcomingCharge(addOn, facts);
  if (!cancelledCharge)
    return refuse(
      'conflict',
      'removal-scheduled',
      'The removal of this add-on is scheduled. Withdraw the removal first.',
      {
        rule: 'P11',
      },
    );
  const { teamId, product, edition, renewsAt } = addOn;
  return {
    teamId,
    product,
    edition,
    effectiveAt: renewsAt,
    ends: benefitsOf(edition),
    amount: { minor: 0, currency: team.billing.currency },
    cancelledCharge,
    expiresAt: expiryOf(periodAt(team, at, policies).today, team, at, policies),
  };
};

/** P8: refuses a preview that has expired, or whose renewal or edition has changed since. */
const outdated = (preview: RemovalPreview, at: Instant, { edition, renewsAt }: AddOn): Refusal | undefined =>
  at < preview.expiresAt && preview.effectiveAt === renewsAt && preview.edition === edition
    ? undefined
    : refuse(
        'conflict',
        'removal-preview-outdated',
        'This preview has expired, or the add-on has changed since. Request a new preview.',
        { rule: 'P8' },
      );

/** P8, P11: schedules the removal for the next renewal, as previewed. If one is scheduled already, records nothing. */
export const scheduleRemoval = (
  { preview, at }: { readonly preview?: RemovalPreview; readonly at: Instant },
  addOn: AddOn,
): Decision<AddOnEvent> => {
  const { teamId, product, removalEffectiveAt, renewsAt } = addOn;
  if (removalEffectiveAt !== null) return [];
  return (
    (preview && outdated(preview, at, addOn)) ?? [
      { type: 'AddOnRemovalScheduled', data: { teamId, product, effectiveAt: renewsAt } },
    ]
  );
};
