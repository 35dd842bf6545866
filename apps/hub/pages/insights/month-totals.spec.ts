import { countWithoutType, monthTotals } from './month-totals.js';

const share = 0.5;
const months = (...counts: readonly (readonly [string, number])[]) =>
  counts.map(([month, count]) => ({ month, count, share }));
const dashboard = {
  open: 0,
  total: 6,
  issueTypes: [{ issueType: 'sync_upload', count: 4, share, months: months(['2026-11', 1], ['2026-10', 3]) }],
  products: [
    { product: 'dropbox', count: 4, share, months: months(['2026-10', 3], ['2026-11', 1]) },
    { product: 'sign', count: 2, share, months: months(['2026-11', 2]) },
  ],
};

describe('requests of each month', () => {
  it('include those without an issue type', () => {
    expect(monthTotals(dashboard)).toEqual([
      { month: '2026-10', count: 3 },
      { month: '2026-11', count: 3 },
    ]);
  });

  it('are those with an issue type where no products are told', () => {
    expect(monthTotals({ issueTypes: dashboard.issueTypes })[1]).toEqual({ month: '2026-11', count: 1 });
  });

  it.each([
    ['', 2],
    ['2026-10', 0],
    ['2026-11', 2],
  ])('have in the month %j as many without a type as the difference', (month, count) => {
    expect(countWithoutType(dashboard, month)).toBe(count);
  });
});
