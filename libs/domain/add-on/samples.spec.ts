import { anAddOn, aTeam } from '../../../test/support/state-builders.js';
import { policies } from '../../../test/support/policies.js';
import { quoteAddOn } from './quote.js';
import { ADD_ON_SAMPLES } from './samples.js';

describe('the sample quotes', () => {
  it.each([
    ['purchase', ADD_ON_SAMPLES.PurchaseAddOn.payload.quote, undefined],
    ['upgrade', ADD_ON_SAMPLES.ChangeEdition.payload.quote, anAddOn()],
  ])('are what a team is quoted for a %s at the shipped prices', (_, quote, addOn) => {
    const { id, product, edition, effectiveAt: at } = quote;
    const facts = { policies, policiesAt: () => policies, team: aTeam(), buyer: { kind: 'sales' } as const };
    expect(quoteAddOn({ id, product, edition, at }, addOn, facts)).toEqual(quote);
  });
});
