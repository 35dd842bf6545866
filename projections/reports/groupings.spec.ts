import { GROUPINGS, groupingsOf } from './groupings.js';

describe('the groupings of a report', () => {
  it('are those that its facts have values for, and the hour of the week', () => {
    const values = { product: () => 'dropbox', team: () => 'acme' };
    expect(groupingsOf(values)).toEqual(['team', 'product', 'hourOfWeek']);
    expect(GROUPINGS).toEqual(expect.arrayContaining([...groupingsOf(values)]));
  });
});
