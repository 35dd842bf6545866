import { anAdmin, aTeam } from './state-builders.js';
import { deciderTest } from './decider-test.js';
import { policies } from './policies.js';
import { isRefusal } from '@ledgerdesk/kernel';
import { addOnDecider } from '../../libs/domain/add-on/decide.js';
import type { AddOnFacts } from '../../libs/domain/add-on/facts.js';
import { type Quote, quoteAddOn } from '../../libs/domain/add-on/quote.js';
import { previewRemoval, type RemovalPreview } from '../../libs/domain/add-on/removal.js';

/** When the add-on is bought, and when its first period ends. */
export const BOUGHT_AT = '2026-11-23T01:00:00.000Z';
export const RENEWAL = '2026-11-30T15:00:00.000Z';
export const facts: AddOnFacts = {
  policies,
  policiesAt: () => policies,
  team: aTeam(),
  buyer: { kind: 'member', member: anAdmin() },
};
export const bySales: AddOnFacts = { ...facts, buyer: { kind: 'sales' } };

/** A quote for the add-on. Throws if it is refused. */
export const quoted = (id = 'q-1', at = BOUGHT_AT, edition: Quote['edition'] = 'essentials'): Quote => {
  const quote = quoteAddOn({ id, product: 'dropbox', edition, at }, undefined, bySales);
  if (isRefusal(quote)) throw new Error(quote.message);
  return quote;
};

export const purchase = (at = BOUGHT_AT, quote = quoted()) => ({ type: 'PurchaseAddOn' as const, quote, at });
export const remove = (at: string) => ({ type: 'RemoveAddOn' as const, at });
export const keep = (at: string) => ({ type: 'KeepAddOn' as const, at });
export const renew = (at: string) => ({ type: 'RenewAddOn' as const, at, dueAt: at });
/** Returns the events of renewals whose periods start on these days. */
export const renewals = (...days: readonly string[]) =>
  days.flatMap((from) => [
    { type: 'AddOnRenewed' as const, data: { period: { from, to: expect.any(String) as string } } },
    {
      type: 'ChargeIssued' as const,
      data: { reason: 'renewal' as const, amount: { minor: 11_250, currency: 'JPY' }, chargeId: `renewal-${from}` },
    },
  ]);
/** The add-on before its purchase, bought by a member, and sold. */
export const nothing = deciderTest(addOnDecider, facts);
export const bought = nothing.after(purchase());
export const sold = deciderTest(addOnDecider, bySales).after(purchase());
/** A change of edition, with a quote for it. */
export const change = (edition: Quote['edition'], at: string, held = sold, id = 'q-2') => {
  const quote = quoteAddOn({ id, product: 'dropbox', edition, at }, held.state, bySales);
  if (isRefusal(quote)) throw new Error(quote.message);
  return { type: 'ChangeEdition' as const, quote, at };
};
/** The preview of a removal at this time. */
export const previewed = (at: string): RemovalPreview => {
  const preview = previewRemoval(bought.state, at, facts);
  if (isRefusal(preview)) throw new Error(preview.message);
  return preview;
};
/** When the edition is raised, and when it is lowered. */
export const [UP, DOWN] = ['2026-11-24T00:00:00.000Z', '2026-11-26T00:00:00.000Z'];
export const upgraded = sold.after(change('enhanced', UP));
export const scheduled = upgraded.after(change('essentials', DOWN, upgraded, 'q-3'));
