import { type AddOn, type AddOnOffer, refusalText, type Texts } from '@ledgerdesk/domain';
import type { ServedLanguage } from '@ledgerdesk/events';
import type { Refusal } from '@ledgerdesk/kernel';
import type { AddOnWithState } from '@ledgerdesk/projections';

/** An add-on after a command on it. */
export const toAddOn = (addOn: AddOn) => {
  const {
    teamId,
    product,
    edition,
    seats,
    quote,
    purchasedAt,
    period,
    renewsAt,
    removalEffectiveAt,
    scheduledEdition,
  } = addOn;
  return {
    teamId,
    product,
    edition,
    seats,
    quote,
    purchasedAt,
    period,
    renewsAt,
    removalEffectiveAt,
    scheduledEdition: scheduledEdition?.edition ?? null,
  };
};

/** Says a refusal to a reader. */
export type SayWhyNot = (refusal: Refusal) => string;
export const sayingWhyNot =
  (texts: Texts, language: ServedLanguage): SayWhyNot =>
  (refusal) =>
    refusalText(refusal, language, texts);

/** P7: an add-on with what can be done about it, by whoever asks or not. */
export const toAddOnOffer = (
  product: string,
  { action, refusal, upcoming }: AddOnOffer,
  addOn: AddOnWithState | null,
  say: SayWhyNot,
) => ({
  product,
  action,
  allowed: refusal === undefined,
  refused: refusal === undefined ? null : { code: refusal.code, rule: refusal.rule ?? null, detail: say(refusal) },
  addOn,
  upcoming,
});
