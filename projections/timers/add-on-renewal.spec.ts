import { folded } from '../../test/support/folded.js';
import { happened, type Happening } from '../../test/support/recorded.js';
import { timers } from './definition.js';

const KEY = 'add-on-renewal.acme.dropbox';
const waitingAfter = (...happenings: readonly Happening[]) => folded(timers, ...happenings).get(KEY);

describe('deadlines of renewals', () => {
  it('P10 fall on the end of each period', () => {
    expect(waitingAfter(happened('AddOnPurchased'))).toEqual({
      kind: 'add-on-renewal',
      at: '2026-11-30T15:00:00.000Z',
      teamId: 'acme',
      product: 'dropbox',
    });
    expect(waitingAfter(happened('AddOnPurchased'), happened('AddOnRenewed'))).toMatchObject({
      at: '2026-12-31T15:00:00.000Z',
    });
  });

  it('P11 wait for the end where a removal is scheduled, and for nothing after it', () => {
    expect(waitingAfter(happened('AddOnPurchased'), happened('AddOnRemovalScheduled'))).toMatchObject({
      at: '2026-11-30T15:00:00.000Z',
    });
    expect(
      waitingAfter(happened('AddOnPurchased'), happened('AddOnRemovalScheduled'), happened('AddOnEnded')),
    ).toBeUndefined();
  });

  it('P13 wait for each product by itself', () => {
    const rows = folded(
      timers,
      happened('AddOnPurchased'),
      happened('AddOnPurchased', { product: 'dash' }),
      happened('AddOnEnded'),
    );
    expect([...rows.keys()].filter((key) => key.startsWith('add-on-renewal.'))).toEqual(['add-on-renewal.acme.dash']);
  });
});
