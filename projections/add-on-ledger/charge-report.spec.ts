import { isRefusal } from '@ledgerdesk/kernel';
import { TemporalTimeZones } from '@ledgerdesk/time-zones';
import { readerAfter } from '../../test/support/projected-rows.js';
import { anEvent, type EventFixture } from '../../test/support/recorded-events.js';
import type { GroupedReportRequest } from '../reports/grouped-report.js';
import { CHARGE_GROUPINGS, chargeReportQuery, readChargeReport } from './charge-report.js';
import { addOnLedger } from './definition.js';

interface ChargeSample {
  readonly teamId?: string;
  readonly product?: string;
  readonly reason?: 'purchase' | 'renewal' | 'upgrade' | 'seats';
  readonly minor: number;
  readonly currency?: string;
  readonly at?: string;
}
let charges = 0;
const charged = ({ minor, currency = 'JPY', at = '2026-11-22T00:00:00.000Z', ...data }: ChargeSample): EventFixture =>
  anEvent(
    'ChargeIssued',
    {
      reason: 'renewal',
      edition: 'essentials',
      ...data,
      chargeId: `ch-${charges++}`,
      amount: { minor, currency },
      effectiveAt: at,
    },
    '2027-06-15T00:00:00.000Z',
  );
const report = (filter: Parameters<typeof readChargeReport>[1], ...fixtures: readonly EventFixture[]) =>
  readChargeReport(readerAfter(addOnLedger, anEvent('AddOnPurchased'), ...fixtures), filter);

describe('the charge report', () => {
  it('P9 P10 P14 sums charges by month, product, edition, reason and currency, and in total by currency', async () => {
    const { total, items } = await report(
      {},
      charged({ minor: 100 }),
      charged({ minor: 23 }),
      charged({ minor: 5, reason: 'purchase' }),
      charged({ minor: 7, product: 'dash' }),
      charged({ minor: 300, currency: 'EUR' }),
    );
    expect(total).toEqual([
      { minor: 300, currency: 'EUR' },
      { minor: 135, currency: 'JPY' },
    ]);
    const month = { month: '2026-11', edition: 'essentials' };
    expect(items).toEqual([
      { ...month, product: 'dash', reason: 'renewal', charges: 1, amount: { minor: 7, currency: 'JPY' } },
      { ...month, product: 'dropbox', reason: 'purchase', charges: 1, amount: { minor: 5, currency: 'JPY' } },
      { ...month, product: 'dropbox', reason: 'renewal', charges: 1, amount: { minor: 300, currency: 'EUR' } },
      { ...month, product: 'dropbox', reason: 'renewal', charges: 2, amount: { minor: 123, currency: 'JPY' } },
    ]);
  });

  it('P10 assigns a charge to the month in which it fell due, not in which it was recorded', async () => {
    expect(
      (
        await report(
          {},
          charged({ minor: 1, at: '2026-11-30T23:59:59.999Z' }),
          charged({ minor: 2, at: '2026-12-01T00:00:00.000Z' }),
        )
      ).items.map(({ month }) => month),
    ).toEqual(['2026-11', '2026-12']);
  });

  it('P10 assigns a charge to the month in a time zone', async () => {
    const query = chargeReportQuery(new TemporalTimeZones());
    const due = charged({ minor: 1, at: '2026-11-30T15:00:00.000Z' });
    const monthBy = async (request: GroupedReportRequest) => {
      const answer = await query.run(readerAfter(addOnLedger, anEvent('AddOnPurchased'), due), request);
      const [item] = isRefusal(answer) ? [] : answer.items;
      return item && 'month' in item ? item.month : undefined;
    };
    expect(await monthBy({})).toBe('2026-11');
    expect(await monthBy({ timeZone: 'Asia/Tokyo' })).toBe('2026-12');
    expect(await monthBy({ timeZone: 'Asia/Tokyo', from: '2026-12-01T00:00:00.000Z' })).toBeUndefined();
  });

  it('P9 P10 P14 groups charges, each with its amounts by currency, also in months without any', async () => {
    const query = chargeReportQuery(new TemporalTimeZones());
    const events = [
      charged({ minor: 100 }),
      charged({ minor: 300, currency: 'EUR' }),
      charged({ minor: 23, teamId: 'globex', reason: 'seats', at: '2026-12-31T15:00:00.000Z' }),
    ];
    const rows = readerAfter(addOnLedger, anEvent('AddOnPurchased'), ...events);
    const [yen, euro] = [
      { minor: 100, currency: 'JPY' },
      { minor: 300, currency: 'EUR' },
    ] as const;
    const [acme, globex] = [
      { team: 'acme', reason: 'renewal' },
      { team: 'globex', reason: 'seats' },
    ] as const;
    const none = { charges: 0, amounts: [] };
    expect(await query.run(rows, { groupBy: ['team', 'reason'], bucket: 'month', timeZone: 'Asia/Tokyo' })).toEqual({
      total: [euro, { minor: 123, currency: 'JPY' }],
      items: [
        { group: acme, bucket: '2026-11', charges: 2, amounts: [euro, yen] },
        { group: globex, bucket: '2026-11', ...none },
        { group: acme, bucket: '2026-12', ...none },
        { group: globex, bucket: '2026-12', ...none },
        { group: acme, bucket: '2027-01', ...none },
        { group: globex, bucket: '2027-01', charges: 1, amounts: [{ minor: 23, currency: 'JPY' }] },
      ],
    });
    expect(CHARGE_GROUPINGS).toEqual(['team', 'product', 'edition', 'reason', 'hourOfWeek']);
  });

  it('filters by team and due time', async () => {
    const fixtures = [
      charged({ minor: 1 }),
      charged({ minor: 2, teamId: 'globex' }),
      charged({ minor: 4, at: '2026-12-01T00:00:00.000Z' }),
    ];
    const totalOf = async (filter: Parameters<typeof readChargeReport>[1]) =>
      (await report(filter, ...fixtures)).total[0]?.minor;
    expect(await totalOf({ team: 'acme' })).toBe(5);
    expect(await totalOf({ from: '2026-12-01T00:00:00.000Z' })).toBe(4);
    expect(await totalOf({ to: '2026-12-01T00:00:00.000Z' })).toBe(3);
    expect(await totalOf({ team: 'initech' })).toBeUndefined();
  });
});
