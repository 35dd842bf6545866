import { TemporalTimeZones } from '@ledgerdesk/time-zones';
import { readerAfter } from '../test/support/projected-rows.js';
import { anEvent } from '../test/support/recorded-events.js';
import { liveOutcomes } from './live-outcomes/definition.js';
import { readPatternReport } from './pattern-report.js';
import type { GroupedReportRequest } from './reports/grouped-report.js';
import { ticketFlow } from './ticket-flow/definition.js';

const zones = new TemporalTimeZones();
const ticket = (ticketId: string, product: string, month: number, issueType = 'sync_upload') =>
  anEvent('TicketOpened', { ticketId, product, issueType, followUpOf: null }, `2026-${month}-03T00:00:00.000Z`);
const log = [
  ticket('a', 'dropbox', 10),
  ticket('b', 'dropbox', 11),
  ticket('c', 'dash', 11),
  ticket('d', 'dash', 11),
  ticket('e', 'dash', 11),
  anEvent('TicketMerged', { ticketId: 'e', into: 'd' }),
  anEvent('TicketReclassified', { ticketId: 'c', product: 'dropbox', issueType: 'how_to' }),
  anEvent('ChatStarted', { chatId: 'chat', product: 'dash' }, '2026-11-04T00:00:00.000Z'),
  anEvent('ChatStarted', { chatId: 'became', product: 'dash' }, '2026-10-31T00:00:00.000Z'),
  ticket('became', 'dash', 12),
  anEvent('LiveSupportLinked', { ticketId: 'became', channel: 'chat', requestId: 'became' }),
  anEvent('CallbackRequested', { callbackId: 'call', product: 'dash', issueType: null }, '2026-12-04T00:00:00.000Z'),
];
const read = (request: GroupedReportRequest) =>
  readPatternReport(readerAfter([ticketFlow, liveOutcomes], ...log), request, zones);

describe('the patterns of requests', () => {
  it('D5 count each request once by product and month, with shares and changes', async () => {
    expect(await read({ groupBy: ['product'], bucket: 'month' })).toEqual({
      total: { requests: 7, share: 1, change: null },
      items: [
        { group: { product: 'dash' }, bucket: '2026-10', requests: 0, share: 0, change: null },
        { group: { product: 'dropbox' }, bucket: '2026-10', requests: 1, share: 1, change: null },
        { group: { product: 'dash' }, bucket: '2026-11', requests: 2, share: 0.5, change: 2 },
        { group: { product: 'dropbox' }, bucket: '2026-11', requests: 2, share: 0.5, change: 1 },
        { group: { product: 'dash' }, bucket: '2026-12', requests: 2, share: 1, change: 0 },
        { group: { product: 'dropbox' }, bucket: '2026-12', requests: 0, share: 0, change: -2 },
      ],
    });
  });

  it('D4 count by issue type, null for a callback that names none, and by the channel of the request', async () => {
    expect(await read({ groupBy: ['issueType'] })).toMatchObject({
      items: [
        { group: { issueType: 'how_to' }, requests: 1 },
        { group: { issueType: 'sync_upload' }, requests: 5, share: 5 / 7 },
        { group: { issueType: null }, requests: 1 },
      ],
    });
    expect(await read({ groupBy: ['channel'] })).toMatchObject({
      items: [
        { group: { channel: 'callback' }, requests: 1 },
        { group: { channel: 'chat' }, requests: 2 },
        { group: { channel: 'web' }, requests: 4 },
      ],
    });
  });

  it('have no shares of nothing', async () => {
    expect(await read({ from: '2030-01-01T00:00:00.000Z' })).toEqual({
      total: { requests: 0, share: null, change: null },
      items: [{ group: {}, requests: 0, share: null, change: null }],
    });
  });
});
