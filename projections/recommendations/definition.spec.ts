import fc from 'fast-check';
import { rowsAfter, readerAfter } from '../../test/support/projected-rows.js';
import { anEvent, type EventFixture } from '../../test/support/recorded-events.js';
import { HALF_LIFE_MS, recommendations } from './definition.js';
import { requestHistoryOf } from './queries.js';

const NOW = '2026-11-27T00:00:00.000Z';
const before = (halfLives: number): string => new Date(Date.parse(NOW) - halfLives * HALF_LIFE_MS).toISOString();
const aiko = { teamId: 'acme', requesterId: 'aiko' };
const opened = (at: string, differing: object = {}) =>
  anEvent('TicketOpened', { ...aiko, product: 'dropbox', issueType: 'sync_upload', ...differing }, at);
const historyAfter = (fixtures: readonly EventFixture[], requester = aiko) =>
  requestHistoryOf(readerAfter(recommendations, ...fixtures), requester, NOW);

describe('the request history', () => {
  it('M2 counts by product and issue type and halves the weight every 90 days', async () => {
    const history = await historyAfter([
      opened(before(2)),
      opened(before(1), { ticketId: 't-2' }),
      opened(NOW, { ticketId: 't-3', issueType: 'how_to' }),
    ]);
    expect(history).toEqual([
      { product: 'dropbox', issueType: 'sync_upload', count: 2, weight: 0.75 },
      { product: 'dropbox', issueType: 'how_to', count: 1, weight: 1 },
    ]);
  });

  it('M2 moves a ticket with its weight, and one from a callback that named no issue type too', async () => {
    const moved = anEvent('TicketReclassified', {
      ...aiko,
      previousProduct: 'dropbox',
      previousIssueType: 'sync_upload',
      product: 'dash',
      issueType: 'how_to',
      openedAt: before(1),
    });
    const [dash, dropbox] = [
      { product: 'dash', issueType: 'how_to', count: 1, weight: 0.5 },
      { product: 'dropbox', issueType: 'sync_upload', count: 1, weight: 1 },
    ];
    expect(await historyAfter([opened(before(1)), opened(NOW, { ticketId: 't-2' }), moved])).toEqual([dropbox, dash]);
    expect(await historyAfter([opened(before(1)), moved])).toEqual([dash]);
    const callback = anEvent('CallbackRequested', { ...aiko, callbackId: 't-1', product: 'dropbox', issueType: null });
    expect(await historyAfter([callback, moved])).toMatchObject([{ product: 'dash', issueType: 'how_to', count: 1 }]);
    expect(await historyAfter([moved])).toEqual([]);
  });

  it('M2 counts products separately for the same issue type', async () => {
    expect(await historyAfter([opened(NOW), opened(NOW, { ticketId: 't-2', product: 'dash' })])).toMatchObject([
      { product: 'dropbox', issueType: 'sync_upload', count: 1 },
      { product: 'dash', issueType: 'sync_upload', count: 1 },
    ]);
  });

  it('M3 counts chats, and callbacks without an issue type', async () => {
    const chat = anEvent('ChatStarted', { ...aiko, chatId: 'c-1', product: 'dash', issueType: 'how_to' }, NOW);
    const callback = anEvent(
      'CallbackRequested',
      { ...aiko, callbackId: 'cb-1', product: 'dropbox', issueType: null },
      NOW,
    );
    expect(await historyAfter([chat, callback])).toEqual([
      { product: 'dash', issueType: 'how_to', count: 1, weight: 1 },
      { product: 'dropbox', issueType: null, count: 1, weight: 1 },
    ]);
  });

  it('M3 counts a chat and the ticket created from it once', async () => {
    const chat = anEvent('ChatStarted', { ...aiko, chatId: 'c-1', product: 'dropbox', issueType: 'sync_upload' }, NOW);
    expect(
      await historyAfter([chat, opened(NOW, { ticketId: 'c-1' }), opened(NOW, { ticketId: 't-2' })]),
    ).toMatchObject([{ count: 2 }]);
  });

  it('M3 counts each chat and callback once, regardless of the order of their tickets', async () => {
    const chat = (chatId: string) =>
      anEvent('ChatStarted', { ...aiko, chatId, product: 'dropbox', issueType: 'sync_upload' }, NOW);
    const callback = anEvent(
      'CallbackRequested',
      { ...aiko, callbackId: 'cb-1', product: 'dropbox', issueType: null },
      NOW,
    );
    const tickets = ['c-2', 'cb-1', 'c-1'].map((ticketId) => opened(NOW, { ticketId }));
    expect(await historyAfter([chat('c-1'), chat('c-2'), callback, ...tickets])).toMatchObject([
      { issueType: 'sync_upload', count: 2 },
      { issueType: null, count: 1 },
    ]);
  });

  it('removes the ids of callbacks that have ended', () => {
    const callback = (callbackId: string) => anEvent('CallbackRequested', { ...aiko, callbackId });
    const rows = rowsAfter(
      recommendations,
      callback('cb-1'),
      callback('cb-2'),
      anEvent('CallbackCompleted', { ...aiko, callbackId: 'cb-1' }),
      anEvent('CallbackCancelled', { ...aiko, callbackId: 'cb-2' }),
    );
    expect(rows.get('acme.aiko')).toMatchObject({ live: [] });
  });

  it("V5 M2 weights the requester's own requests, in any order of time, and ignores those of others", async () => {
    const requests = fc.array(
      fc.record({
        requesterId: fc.constantFrom('aiko', 'ben'),
        teamId: fc.constantFrom('acme', 'globex'),
        product: fc.constantFrom('dropbox', 'dash'),
        halfLives: fc.double({ min: 0, max: 20, noNaN: true }),
      }),
      { maxLength: 40 },
    );
    await fc.assert(
      fc.asyncProperty(requests, async (generated) => {
        const fixtures = generated.map(({ halfLives, ...request }, index) =>
          opened(before(halfLives), { ...request, ticketId: `t-${index}` }),
        );
        const own = generated.filter(({ requesterId, teamId }) => requesterId === 'aiko' && teamId === 'acme');
        const history = await historyAfter(fixtures);
        expect(history.reduce((sum, { count }) => sum + count, 0)).toBe(own.length);
        const expected = own.reduce(
          (sum, { halfLives }) => sum + 2 ** ((Date.parse(before(halfLives)) - Date.parse(NOW)) / HALF_LIFE_MS),
          0,
        );
        expect(history.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(expected, 9);
      }),
    );
  });
});
