import { filtersIn, isFiltered, isSameList, searchOfView, ticketSearchOf } from './ticket-search.js';

describe('the filters in the address of the ticket list', () => {
  it('are taken as they are', () => {
    const search = { q: 'proxy', status: 'past', breached: false, sort: 'dueAt', order: 'asc', view: 'Overdue' };
    expect(ticketSearchOf(search)).toEqual(search);
  });

  it('leave out what no filter can be', () => {
    expect(ticketSearchOf({ q: '', status: 'lost', breached: 'yes', openedFrom: 'soon', sort: 1, x: 2 })).toEqual({});
  });

  it('take a number as the text that was typed', () => {
    expect(ticketSearchOf({ q: 404 })).toEqual({ q: '404' });
  });

  it('come from a saved view, whose empty filters are left out', () => {
    const view = {
      name: 'Overdue',
      q: null,
      status: 'open',
      product: null,
      issueType: null,
      state: null,
      breached: true,
      openedFrom: null,
      openedTo: null,
      sort: null,
      order: null,
    } as const;
    expect(searchOfView(view)).toEqual({ view: 'Overdue', status: 'open', breached: true });
  });

  it('narrow the list, which sorting and the name of a view do not', () => {
    expect(isFiltered({ sort: 'dueAt', order: 'asc', view: 'Mine' })).toBe(false);
    expect(isFiltered({ breached: false })).toBe(true);
  });

  it('do not narrow the list because it shows the past', () => {
    const address = { asOf: '2026-11-15T09:00:00Z', order: 'asc' } as const;
    expect(isFiltered(address)).toBe(false);
  });

  it('are the same in another order', () => {
    expect(isSameList({ status: 'open', q: 'a', view: 'x' }, { q: 'a', status: 'open' })).toBe(true);
    expect(isSameList({ status: 'open' }, {})).toBe(false);
  });

  it('reach the engine without the name of the view', () => {
    expect(filtersIn({ view: 'x', q: 'a' })).toEqual({ q: 'a' });
  });
});
