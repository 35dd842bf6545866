import type { AddOnEvent, AddOnPurchased, DatePeriod, Edition, Money } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';

/** P14: an edition that replaces the current one at the next renewal. */
interface ScheduledEdition {
  readonly edition: Edition;
  readonly effectiveAt: Instant;
  readonly quote: string;
}

/** Recorded Premium Support of a team for one product (P13: one stream each). */
export interface AddOn {
  readonly teamId: string;
  readonly product: string;
  readonly edition: Edition;
  readonly seats: number;
  readonly quote: string;
  /** All confirmed quotes. Each counts once (P8). */
  readonly confirmed: readonly string[];
  readonly purchasedAt: Instant;
  readonly period: DatePeriod;
  readonly renewsAt: Instant;
  /** Price per seat and billing interval, as last charged. */
  readonly unitPrice: Money | null;
  /** P11: when a scheduled removal takes effect. */
  readonly removalEffectiveAt: Instant | null;
  readonly scheduledEdition: ScheduledEdition | null;
  /** True once the end is recorded. */
  readonly ended: boolean;
}

/** P2: the add-on is active from the purchase until the removal takes effect. */
export const isActive = (addOn: AddOn | undefined, at: Instant): addOn is AddOn =>
  addOn !== undefined &&
  at >= addOn.purchasedAt &&
  (addOn.removalEffectiveAt === null || at < addOn.removalEffectiveAt);

/** P14: returns the edition at an instant, even if the renewal that changes it is not yet recorded. */
export const editionAt = (
  { edition, scheduledEdition }: Pick<AddOn, 'edition' | 'scheduledEdition'>,
  at: Instant,
): Edition => (scheduledEdition !== null && at >= scheduledEdition.effectiveAt ? scheduledEdition.edition : edition);

const bought = (before: AddOn | undefined, { data }: AddOnPurchased, purchasedAt: Instant): AddOn => {
  const { teamId, product, edition, seats, quote, period, renewsAt } = data;
  return {
    teamId,
    product,
    edition,
    seats,
    quote,
    confirmed: [...(before?.confirmed ?? []), quote],
    purchasedAt,
    period,
    renewsAt,
    unitPrice: null,
    removalEffectiveAt: null,
    scheduledEdition: null,
    ended: false,
  };
};

/** Returns the add-on after an event; undefined before its purchase. */
export const evolve = (addOn: AddOn | undefined, event: AddOnEvent, occurredAt: Instant): AddOn | undefined => {
  if (event.type === 'AddOnPurchased') return bought(addOn, event, occurredAt);
  if (!addOn) return addOn;
  const { confirmed } = addOn;
  switch (event.type) {
    case 'AddOnRemovalScheduled':
      return { ...addOn, removalEffectiveAt: event.data.effectiveAt };
    case 'AddOnRemovalWithdrawn':
      return { ...addOn, removalEffectiveAt: null };
    case 'EditionChanged':
      return { ...addOn, edition: event.data.to, scheduledEdition: null, confirmed: [...confirmed, event.data.quote] };
    case 'EditionChangeScheduled': {
      const { to: edition, effectiveAt, quote } = event.data;
      return { ...addOn, scheduledEdition: { edition, effectiveAt, quote }, confirmed: [...confirmed, quote] };
    }
    case 'EditionChangeWithdrawn':
      return { ...addOn, scheduledEdition: null };
    case 'AddOnRenewed': {
      const { seats, period, renewsAt } = event.data;
      return { ...addOn, seats, period, renewsAt };
    }
    case 'AddOnEnded':
      return { ...addOn, ended: true };
    case 'ChargeIssued':
      return { ...addOn, unitPrice: event.data.unitPrice };
  }
};
