import { mostFrequentTypes } from './most-frequent-types.js';

const typed = (issueType: string, count: number) => ({ issueType, count, share: 0, months: [] });
const dashboard = (total: number, ...issueTypes: readonly ReturnType<typeof typed>[]) => ({
  open: 0,
  total,
  issueTypes: [...issueTypes],
});

describe('the types that most requests are of', () => {
  it('add up to all requests, with those of other types and of none', () => {
    const counts = mostFrequentTypes(dashboard(12, typed('sync', 2), typed('billing', 5), typed('admin', 1)), 2);
    expect(counts).toEqual([
      { type: { id: 'billing' }, count: 5 },
      { type: { id: 'sync' }, count: 2 },
      { type: 'others', count: 1 },
      { type: 'none', count: 4 },
    ]);
  });

  it('leave out what there is none of', () => {
    expect(mostFrequentTypes(dashboard(2, typed('sync', 2)), 5)).toEqual([{ type: { id: 'sync' }, count: 2 }]);
    expect(mostFrequentTypes(dashboard(0), 5)).toEqual([]);
  });
});
