import { bucketsOf, byGroup, reportCsv, reportRows, reportTotal } from './report-rows.js';
import { amountsAt, numberAt } from './report-values.js';

const RESPONSES = [
  { group: { team: 'acme' }, bucket: '2026-10', clocks: 3, wallMinutes: { median: 12.5 } },
  { group: { team: null }, bucket: '2026-10', clocks: 1, wallMinutes: { median: null } },
  { group: { team: 'acme' }, bucket: '2026-11', clocks: 2, wallMinutes: { median: 4 } },
];

describe('rows of a report', () => {
  it('have their groups and buckets', () => {
    const rows = reportRows(RESPONSES);
    expect(bucketsOf(rows)).toEqual(['2026-10', '2026-11']);
    expect([...byGroup(rows).values()].map((one) => one.length)).toEqual([2, 1]);
  });

  it('take what stands in items without groups as group and bucket', () => {
    const [row] = reportRows([{ month: '2026-09', product: 'dash', edition: 'essentials', reason: 'renewal' }]);
    expect(row).toMatchObject({
      bucket: '2026-09',
      group: { product: 'dash', edition: 'essentials', reason: 'renewal' },
    });
  });

  it('are CSV with what was answered, null as nothing', () => {
    const measures = [
      { path: 'clocks', kind: 'count', hasFacts: true },
      { path: 'wallMinutes.median', kind: 'minutes', hasFacts: false },
    ] as const;
    expect(reportCsv(reportRows(RESPONSES), { measures })).toBe(
      'bucket,team,clocks,wallMinutes.median\r\n2026-10,acme,3,12.5\r\n2026-10,,1,\r\n2026-11,acme,2,4\r\n',
    );
  });

  it('quote what CSV separates by, and keep formulas from being computed', () => {
    const rows = reportRows([{ group: { team: '=1+1,"x"' }, clocks: -1 }]);
    const measures = [{ path: 'clocks', kind: 'count', hasFacts: true }] as const;
    expect(reportCsv(rows, { measures })).toBe('team,clocks\r\n"\'=1+1,""x""",-1\r\n');
  });
});

describe('the total of a report', () => {
  const measures = [
    { path: 'charges', kind: 'count', hasFacts: true },
    { path: 'amounts', kind: 'money', hasFacts: false },
  ] as const;
  const rows = reportRows([{ charges: 2 }, { charges: 1 }]);

  it('has the number of charges besides their amounts', () => {
    const amounts = [{ minor: 5, currency: 'EUR' }];
    expect(reportTotal(amounts, rows, { measures })).toEqual({ charges: 3, amounts });
  });

  it('is that of the answer, if there is one', () => {
    expect(reportTotal({ charges: 7 }, rows, { measures })).toEqual({ charges: 7 });
    expect(reportTotal(undefined, rows, { measures })).toBeUndefined();
  });
});

describe('values of a report', () => {
  it('are found by path, and lists of counts are summed', () => {
    expect(numberAt(RESPONSES[0], 'wallMinutes.median')).toBe(12.5);
    expect(numberAt(RESPONSES[0], 'wallMinutes.p90')).toBeNull();
    expect(
      numberAt(
        {
          notMailed: [
            { reason: 'late', mails: 2 },
            { reason: 'past', mails: 3 },
          ],
        },
        'notMailed',
      ),
    ).toBe(5);
  });

  it('have an amount for each currency', () => {
    const amounts = [{ minor: 5, currency: 'EUR' }];
    expect(amountsAt({ amounts }, 'amounts')).toEqual(amounts);
    expect(amountsAt({ amount: amounts[0] }, 'amounts')).toEqual(amounts);
    expect(amountsAt(amounts, 'amounts')).toEqual(amounts);
    expect(amountsAt({}, 'amounts')).toEqual([]);
  });
});
