import { isRefusal } from '@ledgerdesk/kernel';
import { readerAfter } from '../test/support/projected-rows.js';
import { anEvent } from '../test/support/recorded-events.js';
import { rowsByKeyPrefix } from './rows-by-key-prefix.js';
import { dashboard } from './dashboard/definition.js';
import type { PageRequest } from './page.js';

const rows = readerAfter(
  dashboard,
  ...['acme.aiko', 'acme.ben', 'acme-2.aiko', 'globex.aiko'].map((key, index) => {
    const [teamId = '', requesterId = ''] = key.split('.');
    return anEvent('TicketOpened', { teamId, requesterId, ticketId: `t-${index}` });
  }),
);
const keysOf = async (prefix: string, page: PageRequest = {}) => {
  const found = await rowsByKeyPrefix(rows, 'dashboard', prefix, page);
  return isRefusal(found) ? found : { keys: found.items.map(({ key }) => key), next: found.next };
};

describe('rows by key prefix', () => {
  it('are sorted by key and limited to the prefix', async () => {
    expect(await keysOf('')).toEqual({
      keys: ['acme-2.aiko', 'acme.aiko', 'acme.ben', 'globex.aiko'],
      next: undefined,
    });
    expect(await keysOf('acme.')).toEqual({ keys: ['acme.aiko', 'acme.ben'], next: undefined });
    expect(await keysOf('initech.')).toEqual({ keys: [], next: undefined });
  });

  it('are paged, with at most 1000 rows a page', async () => {
    const first = await keysOf('', { limit: 3 });
    expect(first).toMatchObject({ keys: ['acme-2.aiko', 'acme.aiko', 'acme.ben'] });
    expect(await keysOf('', { limit: 3, cursor: String('next' in first && first.next) })).toEqual({
      keys: ['globex.aiko'],
      next: undefined,
    });
    expect(await keysOf('', { limit: 1_001 })).toMatchObject({
      code: 'limit-out-of-range',
      message: expect.stringContaining('1 to 1000') as string,
    });
  });
});
