import fc from 'fast-check';
import { eventsOf, REQUESTERS, ticketHistories } from '../../test/support/arbitrary-logs.js';
import { rowsAfter, readerAfter, readerOf } from '../../test/support/projected-rows.js';
import { anEvent } from '../../test/support/recorded-events.js';
import { issuePatterns } from './definition.js';
import { issuePatternsOf } from './queries.js';

const [aiko, ben, namesake] = REQUESTERS;
const opened = (who: (typeof REQUESTERS)[number], issueType: string, occurredAt: string) =>
  anEvent('TicketOpened', { ...who, issueType }, occurredAt);

const year = [
  opened(aiko, 'sync_upload', '2026-10-31T23:59:59.999Z'),
  opened(aiko, 'sync_upload', '2026-11-01T00:00:00.000Z'),
  opened(aiko, 'signin_access', '2026-11-02T00:00:00.000Z'),
  opened(aiko, 'sync_upload', '2026-11-30T23:59:59.999Z'),
  opened(ben, 'signin_access', '2026-11-03T00:00:00.000Z'),
  opened(namesake, 'signin_access', '2026-11-03T00:00:00.000Z'),
];

describe('issue patterns', () => {
  it('D4 count tickets by requester, issue type and month in UTC', () => {
    const rows = rowsAfter(issuePatterns, ...year);
    expect(rows.get('acme.aiko')).toMatchObject({
      counts: [
        { value: 'sync_upload', month: '2026-10', count: 1 },
        { value: 'signin_access', month: '2026-11', count: 1 },
        { value: 'sync_upload', month: '2026-11', count: 2 },
      ],
    });
    expect([...rows.keys()].sort()).toEqual(['acme.aiko', 'acme.ben', 'globex.aiko']);
  });

  it('D4 count a callback by the issue type that it names, or by that of the ticket that it became', async () => {
    const patterns = async (...log: Parameters<typeof rowsAfter>[1][]) =>
      (await issuePatternsOf(readerAfter(issuePatterns, ...log), aiko)).map(({ issueType, count }) => [
        issueType,
        count,
      ]);
    const named = anEvent('CallbackRequested', { issueType: 'signin_access' });
    const unnamed = anEvent('CallbackRequested', { callbackId: 'c-2', issueType: null });
    const ticket = anEvent('TicketOpened', { ticketId: 'c-2', issueType: 'other' });
    expect(await patterns(named, anEvent('CallbackCompleted'), unnamed)).toEqual([['signin_access', 1]]);
    expect(await patterns(unnamed, anEvent('CallbackGivenUp', { callbackId: 'c-2' }), ticket)).toEqual([['other', 1]]);
  });

  it('D4 count a ticket once, even if it is solved and reopened', () => {
    const rows = rowsAfter(
      issuePatterns,
      anEvent('TicketOpened'),
      anEvent('TicketSolved'),
      anEvent('TicketReopened'),
      anEvent('TicketClosed'),
    );
    expect([...rows.values()]).toMatchObject([{ counts: [{ count: 1 }] }]);
  });

  it("D4 return the requester's own counts and shares, in total and by month", async () => {
    expect(await issuePatternsOf(readerAfter(issuePatterns, ...year), aiko)).toEqual([
      {
        issueType: 'sync_upload',
        count: 3,
        share: 3 / 4,
        months: [
          { month: '2026-10', count: 1, share: 1 },
          { month: '2026-11', count: 2, share: 2 / 3 },
        ],
      },
      { issueType: 'signin_access', count: 1, share: 1 / 4, months: [{ month: '2026-11', count: 1, share: 1 / 3 }] },
    ]);
  });

  it('V5 do not depend on the tickets of others', async () => {
    await fc.assert(
      fc.asyncProperty(ticketHistories, fc.constantFrom(...REQUESTERS), async (log, who) => {
        expect(await issuePatternsOf(readerOf(issuePatterns, log), who)).toEqual(
          await issuePatternsOf(readerOf(issuePatterns, eventsOf(log, who)), who),
        );
      }),
    );
  });

  it("D4 sum to the number of the requester's tickets, and their shares to 1", async () => {
    await fc.assert(
      fc.asyncProperty(ticketHistories, fc.constantFrom(...REQUESTERS), async (log, who) => {
        const found = await issuePatternsOf(readerOf(issuePatterns, log), who);
        const tickets = eventsOf(log, who).filter(({ type }) => type === 'TicketOpened').length;
        expect(found.reduce((sum, { count }) => sum + count, 0)).toBe(tickets);
        expect(found.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(tickets > 0 ? 1 : 0);
      }),
    );
  });
});
