import { rowsAfter } from '../../test/support/projected-rows.js';
import { anEvent, type EventFixture } from '../../test/support/recorded-events.js';
import { timers } from './definition.js';

const KEY = 'add-on-renewal.acme.dropbox';
const waitingAfter = (...fixtures: readonly EventFixture[]) => rowsAfter(timers, ...fixtures).get(KEY);

describe('renewal timers', () => {
  it('P10 are due at the end of each period', () => {
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

  it('P11 stay armed after a removal is scheduled, and are removed when the add-on ends', () => {
    expect(waitingAfter(anEvent('AddOnPurchased'), anEvent('AddOnRemovalScheduled'))).toMatchObject({
      at: '2026-11-30T15:00:00.000Z',
    });
    expect(
      waitingAfter(anEvent('AddOnPurchased'), anEvent('AddOnRemovalScheduled'), anEvent('AddOnEnded')),
    ).toBeUndefined();
  });

  it('P13 are separate for each product', () => {
    const rows = rowsAfter(
      timers,
      anEvent('AddOnPurchased'),
      anEvent('AddOnPurchased', { product: 'dash' }),
      anEvent('AddOnEnded'),
    );
    expect([...rows.keys()].filter((key) => key.startsWith('add-on-renewal.'))).toEqual(['add-on-renewal.acme.dash']);
  });
});
