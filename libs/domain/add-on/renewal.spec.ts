import { aTeam, BILLING } from '../../../test/support/state-builders.js';
import { policies } from '../../../test/support/policies.js';
import type { AddOnFacts } from './facts.js';
import {
  RENEWAL,
  quoted,
  purchase,
  remove,
  renew,
  renewals,
  nothing,
  bought,
} from '../../../test/support/add-on-commands.js';

describe('a renewal', () => {
  it('P10 charges the full price of the next period, once', () => {
    bought.when(renew(RENEWAL)).then(
      {
        type: 'AddOnRenewed',
        data: {
          edition: 'essentials',
          seats: 25,
          period: { from: '2026-12-01', to: '2027-01-01' },
          renewedAt: RENEWAL,
          renewsAt: '2026-12-31T15:00:00.000Z',
        },
      },
      {
        type: 'ChargeIssued',
        data: {
          reason: 'renewal',
          amount: { minor: 11_250, currency: 'JPY' },
          exact: { numerator: '348750', denominator: '31' },
          remainingDays: 31,
          periodDays: 31,
          replaces: null,
        },
      },
    );
    bought.after(renew(RENEWAL)).when(renew(RENEWAL)).thenNothing();
    bought.when(renew('2026-11-30T14:59:59.999Z')).thenNothing();
    nothing.when(renew(RENEWAL)).thenNothing();
  });

  it('P10 is recorded for every missed period, each with its own time', () => {
    bought
      .when(renew('2027-01-20T00:00:00.000Z'))
      .then(
        { type: 'AddOnRenewed', data: { renewedAt: RENEWAL } },
        { type: 'ChargeIssued', data: { effectiveAt: RENEWAL } },
        { type: 'AddOnRenewed', data: { renewedAt: '2026-12-31T15:00:00.000Z' } },
        { type: 'ChargeIssued', data: { effectiveAt: '2026-12-31T15:00:00.000Z' } },
      );
    bought
      .when(renew('2027-03-01T00:00:00.000Z'))
      .then(...renewals('2026-12-01', '2027-01-01', '2027-02-01', '2027-03-01'));
    expect(bought.after(renew('2027-03-01T00:00:00.000Z')).state?.renewsAt).toBe('2027-03-31T15:00:00.000Z');
  });

  it('P10 uses the prices of its day and the current seats, or the last price paid if none is listed', () => {
    const priced = (minor: number): AddOnFacts['policies'] => ({
      ...policies,
      prices: { version: 'newer', perSeat: { dropbox: { essentials: { JPY: { month: minor } } } } },
    });
    const seats = aTeam({ billing: { ...BILLING, seats: 30 } });
    bought
      .withFacts({ team: seats, policiesAt: (at) => (at < '2026-12-31T15:00:00.000Z' ? policies : priced(500)) })
      .when(renew('2027-01-15T00:00:00.000Z'))
      .then(
        'AddOnRenewed',
        {
          type: 'ChargeIssued',
          data: { amount: { minor: 13_500, currency: 'JPY' }, priceVersion: policies.prices.version },
        },
        'AddOnRenewed',
        { type: 'ChargeIssued', data: { amount: { minor: 15_000, currency: 'JPY' }, priceVersion: 'newer' } },
      );
    bought
      .withFacts({ policiesAt: () => ({ ...policies, prices: { version: 'none', perSeat: {} } }) })
      .when(renew(RENEWAL))
      .then('AddOnRenewed', { type: 'ChargeIssued', data: { unitPrice: { minor: 450, currency: 'JPY' } } });
  });

  it('P11 is replaced by the end of the add-on if a removal is scheduled', () => {
    const ending = bought.after(remove('2026-11-25T00:00:00.000Z'));
    ending.when(renew(RENEWAL)).then({ type: 'AddOnEnded', data: { endedAt: RENEWAL } });
    ending.after(renew(RENEWAL)).when(renew('2027-06-01T00:00:00.000Z')).thenNothing();
    ending
      .when(purchase('2026-12-02T00:00:00.000Z', quoted('q-2', '2026-12-02T00:00:00.000Z')))
      .then('AddOnEnded', 'AddOnPurchased', 'ChargeIssued');
  });

  it('P10 is recorded before a later command, whether or not the timer has fired', () => {
    bought.when(remove('2026-12-05T00:00:00.000Z')).then(...renewals('2026-12-01'), 'AddOnRemovalScheduled');
    bought.after(renew(RENEWAL)).when(remove('2026-12-05T00:00:00.000Z')).then('AddOnRemovalScheduled');
  });
});
