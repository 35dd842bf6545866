import { isRefusal } from '@ledgerdesk/kernel';
import { TemporalTimeZones } from '@ledgerdesk/time-zones';
import { readerAfter } from '../test/support/projected-rows.js';
import { anEvent } from '../test/support/recorded-events.js';
import { addOnLedger } from './add-on-ledger/definition.js';
import { readAddOnReport } from './add-on-report.js';
import { addOnTerms } from './add-on-terms/definition.js';
import type { StockReportRequest } from './reports/stocks.js';

const zones = new TemporalTimeZones();
const on = (month: number, date = 15): string => new Date(Date.UTC(2026, month - 1, date)).toISOString();
const bought = (teamId: string, product: string, month: number) =>
  anEvent('AddOnPurchased', { teamId, product, edition: 'essentials' }, on(month));
const changed = (to: 'enhanced' | 'essentials', month: number) =>
  anEvent('EditionChanged', { teamId: 'acme', product: 'dropbox', to, effectiveAt: on(month) }, on(month, 16));
const charged = (chargeId: string, month: number, minor: number, currency: string) =>
  anEvent(
    'ChargeIssued',
    { teamId: 'acme', product: 'dropbox', chargeId, effectiveAt: on(month), amount: { minor, currency } },
    on(month, 20),
  );
const log = [
  bought('acme', 'dropbox', 1),
  changed('enhanced', 2),
  changed('essentials', 4),
  bought('globex', 'dash', 2),
  anEvent('AddOnRemovalScheduled', { teamId: 'globex', product: 'dash', effectiveAt: on(3) }, on(2, 20)),
  charged('1', 1, 4500, 'JPY'),
  charged('2', 1, 500, 'JPY'),
  charged('3', 1, 700, 'EUR'),
  charged('4', 4, 1000, 'EUR'),
];
const read = async (request: Partial<StockReportRequest> = {}) => {
  const rows = readerAfter([addOnTerms, addOnLedger], ...log);
  const answer = await readAddOnReport(rows, { at: on(4, 30), ...request }, zones);
  if (isRefusal(answer)) throw new Error(answer.message);
  return answer;
};

describe('the report of add-ons', () => {
  it('P2 P11 P14 counts those active at the end of each month, and what was gained, lost and changed', async () => {
    const { items, total } = await read({ bucket: 'month' });
    expect(
      items.map((item) => [item.bucket, item.active, item.gained, item.lost, item.upgraded, item.downgraded]),
    ).toEqual([
      ['2026-01', 1, 1, 0, 0, 0],
      ['2026-02', 2, 1, 0, 1, 0],
      ['2026-03', 1, 0, 1, 0, 0],
      ['2026-04', 1, 0, 0, 0, 1],
    ]);
    expect(total).toMatchObject({ active: 1, gained: 2, lost: 1, upgraded: 1, downgraded: 1 });
  });

  it('P9 adds up charges by month and currency, in minor units', async () => {
    const { items, total } = await read({ bucket: 'month' });
    expect(items.map(({ charges, revenue }) => [charges, revenue])).toEqual([
      [
        3,
        [
          { minor: 700, currency: 'EUR' },
          { minor: 5000, currency: 'JPY' },
        ],
      ],
      [0, []],
      [0, []],
      [1, [{ minor: 1000, currency: 'EUR' }]],
    ]);
    expect(total.revenue).toEqual([
      { minor: 1700, currency: 'EUR' },
      { minor: 5000, currency: 'JPY' },
    ]);
  });

  it('P14 counts a change under the new edition, and active add-ons under the one that they have', async () => {
    const { items } = await read({ groupBy: ['edition'], bucket: 'month' });
    const of = (edition: string) =>
      items.filter(({ group }) => group.edition === edition).map(({ active, upgraded }) => [active, upgraded]);
    expect(of('enhanced')).toEqual([
      [0, 0],
      [1, 1],
      [1, 0],
      [0, 0],
    ]);
    expect(of('essentials').map(([active]) => active)).toEqual([1, 1, 0, 1]);
  });

  it('P11 counts an end that is still to come as such only from then on', async () => {
    expect((await read({ at: on(3, 14) })).total).toMatchObject({ active: 2, lost: 0 });
    expect((await read({ team: 'globex' })).total).toMatchObject({ active: 0, gained: 1, lost: 1, charges: 0 });
    expect((await read({ from: on(3, 1), to: on(4, 1) })).total).toMatchObject({ active: 1, gained: 0, lost: 1 });
  });
});
