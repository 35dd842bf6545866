import { rowsAfter } from '../../test/support/projected-rows.js';
import { anEvent, type EventFixture } from '../../test/support/recorded-events.js';
import { timers } from './definition.js';

const KEY = 'add-on-renewal.acme.dropbox';
const waitingAfter = (...fixtures: readonly EventFixture[]) => rowsAfter(timers, ...fixtures).get(KEY);

describe('deadlines of renewals', () => {
  it('P10 fall on the end of each period', () => {
    expect(waitingAfter(anEvent('AddOnPurchased'))).toEqual({
      kind: 'add-on-renewal',
      at: '2026-11-30T15:00:00.000Z',
      teamId: 'acme',
      product: 'dropbox',
    });
    expect(waitingAfter(anEvent('AddOnPurchased'), anEvent('AddOnRenewed'))).toMatchObject({
      at: '2026-12-31T15:00:00.000Z',
    });
  });

  it('P11 wait for the end where a removal is scheduled, and for nothing after it', () => {
    expect(waitingAfter(anEvent('AddOnPurchased'), anEvent('AddOnRemovalScheduled'))).toMatchObject({
      at: '2026-11-30T15:00:00.000Z',
    });
    expect(
      waitingAfter(anEvent('AddOnPurchased'), anEvent('AddOnRemovalScheduled'), anEvent('AddOnEnded')),
    ).toBeUndefined();
  });

  it('P13 wait for each product by itself', () => {
    const rows = rowsAfter(
      timers,
      anEvent('AddOnPurchased'),
      anEvent('AddOnPurchased', { product: 'dash' }),
      anEvent('AddOnEnded'),
    );
    expect([...rows.keys()].filter((key) => key.startsWith('add-on-renewal.'))).toEqual(['add-on-renewal.acme.dash']);
  });
});
