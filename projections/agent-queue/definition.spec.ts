import fc from 'fast-check';
import { NO_RESPONSE } from '@ledgerdesk/events';
import { isRefusal } from '@ledgerdesk/kernel';
import { ticketHistories } from '../../test/support/arbitrary-logs.js';
import { rowsAfter, rowsOf, readerAfter } from '../../test/support/projected-rows.js';
import { anEvent, type EventFixture } from '../../test/support/recorded-events.js';
import type { PageRequest } from '../page.js';
import { queuedTickets } from '../queued-tickets.js';
import { agentQueue } from './definition.js';
import type { QueueFilter } from './selection.js';

const openedAt = '2026-11-27T07:30:00.000Z';
const opened = (ticketId: string, at = openedAt): EventFixture => anEvent('TicketOpened', { ticketId }, at);
const due = (ticketId: string, dueAt: string): EventFixture => anEvent('ResponseClockStarted', { ticketId, dueAt });

const queued = async (
  fixtures: readonly EventFixture[],
  filter: QueueFilter = {},
  page: PageRequest = {},
): Promise<string[]> => {
  const found = await queuedTickets(readerAfter(agentQueue, ...fixtures), filter, page);
  return isRefusal(found) ? [found.code] : found.items.map(({ ticketId }) => ticketId);
};

describe('the agent queue', () => {
  it('has a row for an open ticket', () => {
    expect(rowsAfter(agentQueue, opened('t-1'), due('t-1', '2026-11-27T11:30:00.000Z')).get('t-1')).toEqual({
      ticketId: 't-1',
      teamId: 'acme',
      requesterId: 'aiko',
      product: 'dropbox',
      issueType: 'sync_upload',
      subject: 'Sync has stopped',
      status: 'open',
      language: 'ja',
      servedLanguage: 'ja',
      openedAt,
      updatedAt: openedAt,
      entitlement: { addOn: 'dropbox', source: 'team', level: 'essentials', targetMinutes: 240 },
      response: {
        ...NO_RESPONSE,
        state: 'running',
        clock: 1,
        startedAt: openedAt,
        riskAt: '2026-11-27T10:30:00.000Z',
        dueAt: '2026-11-27T11:30:00.000Z',
      },
      clock: 1,
      dueAt: '2026-11-27T11:30:00.000Z',
      assignedTo: null,
      followUpOf: 't-0',
      mergedInto: null,
      mergedFrom: [],
      cameOf: null,
      revision: 1,
      messages: 1,
      lastMessage: {
        author: { kind: 'member', id: 'aiko' },
        audience: 'public',
        at: openedAt,
        excerpt: 'Nothing has synced since this morning.',
      },
      holdReason: null,
      closesAt: null,
      isOpen: true,
      breachedAt: null,
      responseState: 'running',
      level: 'essentials',
      assigneeId: '',
      sortKey: `2026-11-27T11:30:00.000Z ${openedAt}`,
      breachKey: `~ ${openedAt}`,
    });
  });

  it('E5 E10 sorts tickets by due time, then tickets without a target by age', async () => {
    expect(
      await queued([
        opened('t-1', '2026-11-27T07:31:00.000Z'),
        opened('t-2'),
        opened('t-3'),
        opened('t-4'),
        due('t-3', '2026-11-27T12:00:00.000Z'),
        due('t-4', '2026-11-27T11:00:00.000Z'),
      ]),
    ).toEqual(['t-4', 't-3', 't-2', 't-1']);
  });

  it('has the revision of the last event and counts all messages, internal notes included', () => {
    const after = (...more: readonly EventFixture[]) => rowsAfter(agentQueue, opened('t-1'), ...more).get('t-1');
    const events = ['InternalNoteAdded', 'ResponseAtRisk', 'TicketAnswered', 'TicketReplied', 'TicketSolved'] as const;
    expect(after(...events.map((type) => anEvent(type)))).toMatchObject({ revision: 5, messages: 4 });
  });

  it('has the beginning of the last message, which may be an internal note, and its author', () => {
    const last = (...more: readonly EventFixture[]) => rowsAfter(agentQueue, opened('t-1'), ...more).get('t-1');
    const [at, writtenAt] = ['2026-11-27T08:00:00.000Z', '2026-11-27T07:50:00.000Z'];
    const agent = { kind: 'agent', id: 'kenji' };
    const long = `${'x'.repeat(199)}\u{1F600} and more`;
    expect(last(anEvent('TicketReplied', { body: long }, at))).toMatchObject({
      lastMessage: { author: { kind: 'member', id: 'aiko' }, audience: 'public', at, excerpt: 'x'.repeat(199) },
    });
    expect(last(anEvent('TicketAnswered', { body: 'On it.', writtenAt }, at))).toMatchObject({
      lastMessage: { author: agent, audience: 'public', at: writtenAt, excerpt: 'On it.' },
    });
    expect(last(anEvent('TicketAnswered'), anEvent('InternalNoteAdded', { body: 'Known.' }, at))).toMatchObject({
      lastMessage: { author: agent, audience: 'desk', at, excerpt: 'Known.' },
    });
  });

  it('E10 has the level of the entitlement, standard without one', () => {
    const after = (level: 'enhanced' | 'epic' | null) => {
      const entitlement = level && { addOn: 'dropbox', source: 'team' as const, level, targetMinutes: 60 };
      return rowsAfter(agentQueue, anEvent('TicketOpened', { entitlement })).get('t-1');
    };
    expect([after('enhanced'), after('epic'), after(null)]).toMatchObject([
      { level: 'enhanced' },
      { level: 'epic' },
      { level: 'standard' },
    ]);
  });

  it('E5 sorts answered and paused tickets behind those with a due time', async () => {
    const both = [
      opened('t-1'),
      opened('t-2'),
      due('t-1', '2026-11-27T11:00:00.000Z'),
      due('t-2', '2026-11-27T12:00:00.000Z'),
    ];
    expect(await queued([...both, anEvent('ResponseClockStopped')])).toEqual(['t-2', 't-1']);
    expect(await queued([...both, anEvent('ResponseClockPaused')])).toEqual(['t-2', 't-1']);
    const resumed = anEvent('ResponseClockResumed', { dueAt: '2026-11-27T11:45:00.000Z' });
    expect(await queued([...both, anEvent('ResponseClockPaused'), resumed])).toEqual(['t-1', 't-2']);
  });

  it('E5 ignores events of an earlier clock', () => {
    const dueAt = '2026-11-27T16:00:00.000Z';
    const second = [
      opened('t-1'),
      due('t-1', '2026-11-27T11:00:00.000Z'),
      anEvent('ResponseClockStarted', { clock: 2, dueAt }),
    ];
    for (const type of ['ResponseClockPaused', 'ResponseClockResumed', 'ResponseClockStopped'] as const) {
      expect(rowsAfter(agentQueue, ...second, anEvent(type, { clock: 1 })).get('t-1')).toMatchObject({
        clock: 2,
        dueAt,
      });
    }
  });

  it('has no row for a ticket without an opening event', () => {
    const later = [
      'TicketHeld',
      'TicketReplied',
      'InternalNoteAdded',
      'ResponseAtRisk',
      'TicketAssigned',
      'TicketUnassigned',
      'ResponseClockStarted',
      'ResponseClockPaused',
      'ResponseClockResumed',
      'ResponseClockStopped',
    ] as const;
    expect(rowsAfter(agentQueue, ...later.map((type) => anEvent(type))).size).toBe(0);
  });

  it('V3 lists open tickets by default, including held and reopened ones', async () => {
    expect(await queued([opened('t-1'), anEvent('TicketHeld')])).toEqual(['t-1']);
    expect(await queued([opened('t-1'), anEvent('TicketSolved')])).toEqual([]);
    expect(await queued([opened('t-1'), anEvent('TicketClosed')])).toEqual([]);
    expect(await queued([opened('t-1'), anEvent('TicketSolved'), anEvent('TicketReopened')])).toEqual(['t-1']);
  });

  it('V3 filters by status', async () => {
    const desk = [
      opened('t-1'),
      opened('t-2'),
      opened('t-3'),
      opened('t-4'),
      anEvent('TicketHeld', { ticketId: 't-2' }),
      anEvent('TicketSolved', { ticketId: 't-3' }),
      anEvent('TicketClosed', { ticketId: 't-4' }),
    ];
    expect(await queued(desk, { status: 'open' })).toEqual(['t-1', 't-2']);
    expect(await queued(desk, { status: 'on-hold' })).toEqual(['t-2']);
    expect(await queued(desk, { status: 'solved' })).toEqual(['t-3']);
    expect(await queued(desk, { status: 'past' })).toEqual(['t-3', 't-4']);
  });

  it('has the hold reason while a ticket is on hold and the closing time while it is solved', () => {
    const after = (...more: readonly EventFixture[]) => rowsAfter(agentQueue, opened('t-1'), ...more).get('t-1');
    const held = anEvent('TicketHeld', { reason: 'Waiting for the vendor.' });
    expect(after(held)).toMatchObject({ status: 'on-hold', holdReason: 'Waiting for the vendor.', closesAt: null });
    for (const end of ['TicketResumed', 'TicketClosed'] as const)
      expect(after(held, anEvent(end))).toMatchObject({ holdReason: null });
    const solved = anEvent('TicketSolved', { closesAt: '2026-12-11T08:00:00.000Z' });
    expect(after(held, solved)).toMatchObject({ holdReason: null, closesAt: '2026-12-11T08:00:00.000Z' });
    for (const end of ['TicketReopened', 'TicketClosed'] as const)
      expect(after(solved, anEvent(end))).toMatchObject({ closesAt: null });
  });

  it('filters by team, product, language and assignee, including unassigned', async () => {
    const desk = [
      opened('t-1'),
      anEvent('TicketOpened', { ticketId: 't-2', product: 'dash', servedLanguage: 'en' }, openedAt),
      anEvent('TicketAssigned', { ticketId: 't-2', agentId: 'mia' }),
    ];
    expect(
      await queued([...desk, anEvent('TicketOpened', { ticketId: 't-3', teamId: 'globex' }, openedAt)], {
        team: 'globex',
      }),
    ).toEqual(['t-3']);
    expect(await queued(desk, { product: 'dash' })).toEqual(['t-2']);
    expect(await queued(desk, { language: 'ja' })).toEqual(['t-1']);
    expect(await queued(desk, { assignedTo: 'mia' })).toEqual(['t-2']);
    expect(await queued(desk, { assignedTo: null })).toEqual(['t-1']);
    expect(
      await queued([...desk, anEvent('TicketUnassigned', { ticketId: 't-2', agentId: 'mia' })], { assignedTo: null }),
    ).toEqual(['t-1', 't-2']);
  });

  it('continues after the last row of the previous page, including rows without a due time', async () => {
    const desk = readerAfter(
      agentQueue,
      opened('t-1'),
      opened('t-2'),
      opened('t-3'),
      due('t-3', '2026-11-27T12:00:00.000Z'),
    );
    const seen: string[] = [];
    for (let cursor: string | undefined, pages = 0; pages < 3; pages += 1) {
      const page = await queuedTickets(desk, {}, { limit: 1, cursor });
      if (isRefusal(page)) throw new Error(page.message);
      seen.push(...page.items.map(({ ticketId }) => ticketId));
      cursor = page.next;
    }
    expect(seen).toEqual(['t-3', 't-1', 't-2']);
  });

  it('refuses a malformed cursor', async () => {
    expect(await queued([], {}, { cursor: 'W10' })).toEqual(['cursor-malformed']);
  });

  it('has one row per opened ticket', () => {
    fc.assert(
      fc.property(ticketHistories, (log) => {
        expect(rowsOf(agentQueue, log).size).toBe(log.filter(({ type }) => type === 'TicketOpened').length);
      }),
    );
  });
});
