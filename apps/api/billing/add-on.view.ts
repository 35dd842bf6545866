import { type AddOn, type AddOnOffer, refusalText, type TextLanguage, type Texts } from '@ledgerdesk/domain';
import type { AddOnWithState } from '@ledgerdesk/projections';

export const toAddOn = (addOn: AddOn) => ({
  teamId: addOn.teamId,
  product: addOn.product,
  edition: addOn.edition,
  seats: addOn.seats,
  quote: addOn.quote,
  purchasedAt: addOn.purchasedAt,
  period: addOn.period,
  renewsAt: addOn.renewsAt,
  removalEffectiveAt: addOn.removalEffectiveAt,
  scheduledEdition: addOn.scheduledEdition?.edition ?? null,
});

/** P7: an add-on with the action available for it, or why the caller may not perform it. */
export const toAddOnOffer = (
  product: string,
  { action, refusal, upcoming }: AddOnOffer,
  addOn: AddOnWithState | null,
  texts: Texts,
  language: TextLanguage,
) => ({
  product,
  action,
  allowed: refusal === undefined,
  refused:
    refusal === undefined
      ? null
      : { code: refusal.code, rule: refusal.rule ?? null, detail: refusalText(refusal, language, texts) },
  addOn,
  upcoming,
});
