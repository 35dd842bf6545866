import { editionAt } from './state.js';
import {
  RENEWAL,
  remove,
  renew,
  sold,
  change,
  UP,
  DOWN,
  upgraded,
  scheduled,
} from '../../../test/support/add-on-commands.js';

describe('a change of edition', () => {
  it('P14 upgrades at once and charges the difference, once', () => {
    sold.when(change('enhanced', UP)).then(
      { type: 'EditionChanged', data: { from: 'essentials', to: 'enhanced', quote: 'q-2', effectiveAt: UP } },
      {
        type: 'ChargeIssued',
        data: {
          reason: 'upgrade',
          effectiveAt: UP,
          chargeId: 'q-2',
          amount: { minor: 3500, currency: 'JPY' },
          replaces: { minor: 450, currency: 'JPY' },
          remainingDays: 7,
        },
      },
    );
    upgraded.when(change('enhanced', UP)).thenNothing();
  });

  it('P14 downgrades at the renewal, with the lower price from then on', () => {
    upgraded
      .when(change('essentials', DOWN, upgraded, 'q-3'))
      .then({ type: 'EditionChangeScheduled', data: { from: 'enhanced', to: 'essentials', effectiveAt: RENEWAL } });
    scheduled
      .when(renew(RENEWAL))
      .then(
        { type: 'EditionChanged', data: { from: 'enhanced', to: 'essentials', quote: 'q-3', effectiveAt: RENEWAL } },
        { type: 'AddOnRenewed', data: { edition: 'essentials' } },
        { type: 'ChargeIssued', data: { amount: { minor: 11_250, currency: 'JPY' } } },
      );
  });

  it('P14 E11 applies from the renewal time on, even if not yet recorded', () => {
    const { state } = scheduled;
    if (!state) throw new Error('The add-on is missing.');
    expect([editionAt(state, '2026-11-30T14:59:59.999Z'), editionAt(state, RENEWAL)]).toEqual([
      'enhanced',
      'essentials',
    ]);
  });

  it('P14 can be withdrawn before the renewal without a charge', () => {
    scheduled.when({ type: 'KeepEdition', at: DOWN }).then('EditionChangeWithdrawn');
    scheduled
      .after({ type: 'KeepEdition', at: DOWN })
      .when(renew(RENEWAL))
      .then('AddOnRenewed', { type: 'ChargeIssued', data: { amount: { minor: 26_250, currency: 'JPY' } } });
    sold.when({ type: 'KeepEdition', at: DOWN }).thenNothing();
  });

  it('P8 is refused once the period of its quote has ended, or if a removal is scheduled', () => {
    const late = change('enhanced', '2026-11-30T14:30:00.000Z');
    sold.when({ ...late, at: '2026-11-30T15:10:00.000Z' }).thenRefused('quote-outdated', { rule: 'P8' });
    sold.after(remove(UP)).when(change('enhanced', UP)).thenRefused('removal-scheduled', { rule: 'P11' });
  });

  it('P11 P14 is dropped if a removal is scheduled', () => {
    scheduled.after(remove(DOWN)).when(renew(RENEWAL)).then('AddOnEnded');
  });
});
