import { rowsAfter } from '../../test/support/projected-rows.js';
import { anEvent } from '../../test/support/recorded-events.js';
import { policyVersions } from './definition.js';

describe('the policy versions', () => {
  it('have the contents of each version of each file, as first recorded', () => {
    const at = '2026-11-27T07:30:00.000Z';
    const first = { name: 'calendars', policyVersion: '1', sha256: 'a', text: '{"version":"1"}' } as const;
    const rows = rowsAfter(
      policyVersions,
      anEvent('PolicyVersionUsed', first, at),
      anEvent('PolicyVersionUsed', first, '2026-11-28T00:00:00.000Z'),
      anEvent('PolicyVersionUsed', { ...first, policyVersion: '2', text: null }, at),
      anEvent('PolicyVersionUsed', { ...first, name: 'prices' }, at),
    );
    expect(Object.fromEntries(rows)).toEqual({
      'calendars.1': { ...first, usedAt: at },
      'calendars.2': { ...first, policyVersion: '2', text: null, usedAt: at },
      'prices.1': { ...first, name: 'prices', usedAt: at },
    });
  });
});
