import { filterKeyOf, queueSearchOf } from './queue-search.js';

describe('the filters of the queue', () => {
  it('are the same in another order of tickets or parameters', () => {
    const key = filterKeyOf(queueSearchOf({ team: 'acme', status: 'open' }));
    expect(filterKeyOf(queueSearchOf({ status: 'open', team: 'acme', sort: 'openedAt', order: 'desc' }))).toBe(key);
    expect(filterKeyOf({ status: 'open', team: 'acme' })).toBe(key);
  });

  it('are others with any other filter, view or search', () => {
    const keys = [{}, { status: 'open' }, { status: 'solved' }, { assignedTo: 'me' }, { q: 'sync' }, { team: 'acme' }];
    expect(new Set(keys.map((search) => filterKeyOf(queueSearchOf(search)))).size).toBe(keys.length);
  });
});
