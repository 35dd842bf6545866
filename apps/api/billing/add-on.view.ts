import type { AddOn, AddOnOffer } from '@ledgerdesk/domain';
import type { AddOnStanding } from '@ledgerdesk/projections';

/** An add-on after a command on it. */
export const shownAddOn = (addOn: AddOn) => {
  const { teamId, product, edition, seats, quote, purchasedAt, period, renewsAt, removalEffectiveAt, scheduledEdition } = addOn;
  return { teamId, product, edition, seats, quote, purchasedAt, period, renewsAt, removalEffectiveAt, scheduledEdition: scheduledEdition?.edition ?? null };
};

/** P7: an add-on with what can be done about it, by whoever asks or not. */
export const shownOffer = (product: string, { action, barred, upcoming }: AddOnOffer, addOn: AddOnStanding | null) => ({
  product, action, allowed: barred === undefined,
  refused: barred === undefined ? null : { code: barred.code, rule: barred.rule ?? null, detail: barred.message },
  addOn, upcoming,
});
