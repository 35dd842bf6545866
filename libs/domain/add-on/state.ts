import type { AddOnEvent, DatePeriod, Edition } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';

/** Premium Support of a team for one product (P13: one stream each). */
export interface AddOn {
  readonly teamId: string;
  readonly product: string;
  readonly edition: Edition;
  readonly quote: string;
  readonly purchasedAt: Instant;
  readonly period: DatePeriod;
  readonly renewsAt: Instant;
  /** P11: when a scheduled removal takes effect. */
  readonly removalEffectiveAt: Instant | null;
}

/** P2: terms apply from the purchase until the removal takes effect. */
export const isActive = (addOn: AddOn | undefined, at: Instant): addOn is AddOn =>
  addOn !== undefined && at >= addOn.purchasedAt && (addOn.removalEffectiveAt === null || at < addOn.removalEffectiveAt);

export const evolve = (addOn: AddOn | undefined, event: AddOnEvent, occurredAt: Instant): AddOn | undefined => {
  if (event.type === 'AddOnPurchased') {
    const { teamId, product, edition, quote, period, renewsAt } = event.data;
    return { teamId, product, edition, quote, period, renewsAt, purchasedAt: occurredAt, removalEffectiveAt: null };
  }
  if (!addOn) return addOn;
  switch (event.type) {
    case 'AddOnRemovalScheduled': return { ...addOn, removalEffectiveAt: event.data.effectiveAt };
    case 'AddOnRemovalWithdrawn': return { ...addOn, removalEffectiveAt: null };
    case 'ChargeIssued': return addOn;
  }
};
