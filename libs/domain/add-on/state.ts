import type {
  AddOnEvent,
  AddOnPurchased,
  ChargeIssued,
  DatePeriod,
  Edition,
  EditionChangeScheduled,
  Money,
} from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';

/** P14: an edition that replaces the current one at the next renewal. */
interface ScheduledEdition {
  readonly edition: Edition;
  readonly effectiveAt: Instant;
  readonly quote: string;
  /** P1: the price that sales agreed for it; null if a price is listed. */
  readonly agreed: EditionChangeScheduled['data']['agreed'];
}

/** A past time [from, until) in which an add-on was active in one edition. */
interface PastEdition {
  readonly edition: Edition;
  readonly from: Instant;
  readonly until: Instant;
}

/** Recorded Premium Support of a team for one product (P13: one stream each). */
export interface AddOn {
  readonly teamId: string;
  readonly product: string;
  readonly edition: Edition;
  /** Seats that the current period is paid for. */
  readonly seats: number;
  readonly quote: string;
  /** All confirmed quotes. Each counts once (P8). */
  readonly confirmed: readonly string[];
  /** P3: inquiries that a confirmed quote has completed. */
  readonly completedInquiries: readonly string[];
  readonly purchasedAt: Instant;
  /** When the current period began for this add-on: its purchase or its last renewal. */
  readonly periodSince: Instant;
  /** Since when it has the current edition, and what it was before, in order. */
  readonly editionSince: Instant;
  readonly pastEditions: readonly PastEdition[];
  readonly period: DatePeriod;
  readonly renewsAt: Instant;
  /** Price per seat and billing interval, as last charged. */
  readonly unitPrice: Money | null;
  /** Version of the price file of that charge; null if unknown. */
  readonly priceVersion: string | null;
  /** P1: who agreed on that price; null if it was listed. */
  readonly agreedBy: string | null;
  /** P11: when a scheduled removal takes effect. */
  readonly removalEffectiveAt: Instant | null;
  readonly scheduledEdition: ScheduledEdition | null;
  /** Removals and changes of edition that were withdrawn since the purchase or the last renewal. */
  readonly withdrawals: number;
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

/** Returns the edition that was, is or will be active at an instant; undefined if the add-on is not active then. */
export const editionHeldAt = (addOn: AddOn | undefined, at: Instant): Edition | undefined => {
  if (!addOn || at >= addOn.editionSince) return isActive(addOn, at) ? editionAt(addOn, at) : undefined;
  return addOn.pastEditions.find(({ from, until }) => from <= at && at < until)?.edition;
};

const pastEditionsOf = (addOn: AddOn | undefined, until: Instant): readonly PastEdition[] =>
  addOn ? [...addOn.pastEditions, { edition: addOn.edition, from: addOn.editionSince, until }] : [];

const withInquiry = (completed: readonly string[] = [], inquiry: string | null): readonly string[] =>
  inquiry === null ? completed : [...completed, inquiry];

const bought = (before: AddOn | undefined, { data }: AddOnPurchased, purchasedAt: Instant): AddOn => {
  const { teamId, product, edition, seats, quote, period, renewsAt } = data;
  return {
    teamId,
    product,
    edition,
    seats,
    quote,
    confirmed: [...(before?.confirmed ?? []), quote],
    completedInquiries: withInquiry(before?.completedInquiries, data.inquiry),
    purchasedAt,
    periodSince: purchasedAt,
    editionSince: purchasedAt,
    pastEditions: pastEditionsOf(before, before?.removalEffectiveAt ?? purchasedAt),
    period,
    renewsAt,
    unitPrice: null,
    priceVersion: null,
    agreedBy: null,
    removalEffectiveAt: null,
    scheduledEdition: null,
    withdrawals: 0,
    ended: false,
  };
};

/** Added seats cost what the period costs: their charge changes no price. */
const charged = (addOn: AddOn, { data: { reason, unitPrice, priceVersion, agreedBy } }: ChargeIssued): AddOn =>
  reason === 'seats' ? addOn : { ...addOn, unitPrice, priceVersion, agreedBy };

/** Returns the add-on after an event; undefined before its purchase. */
export const evolve = (addOn: AddOn | undefined, event: AddOnEvent, occurredAt: Instant): AddOn | undefined => {
  if (event.type === 'AddOnPurchased') return bought(addOn, event, occurredAt);
  if (!addOn) return addOn;
  const { confirmed } = addOn;
  switch (event.type) {
    case 'AddOnRemovalScheduled':
      return { ...addOn, removalEffectiveAt: event.data.effectiveAt };
    case 'AddOnRemovalWithdrawn':
      return { ...addOn, removalEffectiveAt: null, withdrawals: addOn.withdrawals + 1 };
    case 'EditionChanged': {
      const { to: edition, effectiveAt: editionSince, quote, inquiry } = event.data;
      const pastEditions = pastEditionsOf(addOn, editionSince);
      const completedInquiries = withInquiry(addOn.completedInquiries, inquiry);
      return {
        ...addOn,
        edition,
        editionSince,
        pastEditions,
        scheduledEdition: null,
        confirmed: [...confirmed, quote],
        completedInquiries,
      };
    }
    case 'EditionChangeScheduled': {
      const { to: edition, effectiveAt, quote, inquiry, agreed } = event.data;
      const scheduledEdition = { edition, effectiveAt, quote, agreed };
      const completedInquiries = withInquiry(addOn.completedInquiries, inquiry);
      return { ...addOn, scheduledEdition, confirmed: [...confirmed, quote], completedInquiries };
    }
    case 'EditionChangeWithdrawn':
      return { ...addOn, scheduledEdition: null, withdrawals: addOn.withdrawals + 1 };
    case 'AddOnRenewed': {
      const { seats, period, renewsAt, renewedAt: periodSince } = event.data;
      return { ...addOn, seats, period, periodSince, renewsAt, withdrawals: 0 };
    }
    case 'AddOnSeatsChanged':
      return { ...addOn, seats: event.data.to };
    case 'AddOnEnded':
      return { ...addOn, ended: true };
    case 'ChargeIssued':
      return charged(addOn, event);
  }
};
