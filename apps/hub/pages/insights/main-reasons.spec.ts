import { mainReasons } from './main-reasons.js';

const reason = (issueType: string | null, count: number, ...matches: readonly ('product' | 'issueType')[]) => ({
  product: 'dropbox',
  issueType,
  count,
  matches,
});

describe('the reasons of a recommendation', () => {
  it('M2 are requests of the same type, the most frequent first', () => {
    const reasons = [
      reason('sync_upload', 1, 'issueType', 'product'),
      reason('team_admin', 5, 'product'),
      reason('storage_quota', 3, 'issueType', 'product'),
      reason('billing_plan', 2, 'issueType', 'product'),
    ];
    expect(mainReasons(reasons).map(({ issueType }) => issueType)).toEqual(['storage_quota', 'billing_plan']);
  });

  it('M2 are else all requests about the product, as one', () => {
    const reasons = [reason('team_admin', 2, 'product'), reason(null, 1, 'product')];
    expect(mainReasons(reasons)).toEqual([{ product: 'dropbox', issueType: null, count: 3 }]);
    expect(mainReasons([])).toEqual([]);
  });
});
