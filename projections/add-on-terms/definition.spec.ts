import { rowsAfter } from '../../test/support/projected-rows.js';
import { anEvent, type EventFixture } from '../../test/support/recorded-events.js';
import { addOnTerms } from './definition.js';

const at = (day: number): string => `2026-11-${String(day).padStart(2, '0')}T00:00:00.000Z`;
const END = '2026-11-20T00:00:00.000Z';
const bought = anEvent('AddOnPurchased', { edition: 'essentials' }, at(1));
const termsAfter = (...fixtures: readonly EventFixture[]) => rowsAfter(addOnTerms, ...fixtures).get('acme.dropbox');

describe('the terms of an add-on', () => {
  it('P2 P14 begin with a purchase, and change with the edition when that takes effect', () => {
    expect(termsAfter(bought, anEvent('EditionChanged', { to: 'enhanced', effectiveAt: at(5) }, at(6)))).toEqual({
      teamId: 'acme',
      product: 'dropbox',
      terms: [
        { at: at(1), edition: 'essentials' },
        { at: at(5), edition: 'enhanced' },
      ],
      endsAt: null,
    });
  });

  it('P11 end when a removal takes effect, unless it is withdrawn', () => {
    const removed = anEvent('AddOnRemovalScheduled', { effectiveAt: END }, at(10));
    expect(termsAfter(bought, removed)).toMatchObject({ terms: [{}], endsAt: END });
    expect(termsAfter(bought, removed, anEvent('AddOnRemovalWithdrawn'))).toMatchObject({ terms: [{}], endsAt: null });
    expect(termsAfter(bought, removed, anEvent('AddOnEnded', { endedAt: END }, at(21)))).toMatchObject({
      terms: [{}, { at: END, edition: null }],
      endsAt: null,
    });
  });

  it('P7 begin again with another purchase, also if the end was not recorded', () => {
    const removed = anEvent('AddOnRemovalScheduled', { effectiveAt: END }, at(10));
    const again = anEvent('AddOnPurchased', { edition: 'enhanced' }, at(25));
    const terms = [
      { at: at(1), edition: 'essentials' },
      { at: END, edition: null },
      { at: at(25), edition: 'enhanced' },
    ];
    expect(termsAfter(bought, removed, again)).toMatchObject({ terms, endsAt: null });
    expect(termsAfter(bought, removed, anEvent('AddOnEnded', { endedAt: END }), again)).toMatchObject({ terms });
  });
});
