import { NO_RESPONSE } from '@ledgerdesk/events';
import { rowsAfter } from '../../test/support/projected-rows.js';
import { anEvent, type EventFixture } from '../../test/support/recorded-events.js';
import { STATUS_ORDER } from '../ticket-status.js';
import { ticketList } from './definition.js';

const openedAt = '2026-11-27T07:30:00.000Z';
const dueAt = '2026-11-27T11:30:00.000Z';
const opened = anEvent('TicketOpened', {}, openedAt);
const started = anEvent('ResponseClockStarted', { dueAt }, openedAt);
const later = '2026-11-27T12:00:00.000Z';

const rowAfter = (...fixtures: readonly EventFixture[]): unknown =>
  rowsAfter(ticketList, opened, ...fixtures).get('t-1');

describe('the ticket list', () => {
  it('H4 shows an opened ticket', () => {
    expect(rowAfter()).toEqual({
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
      response: NO_RESPONSE,
      assignedTo: null,
      followUpOf: 't-0',
      mergedInto: null,
      mergedFrom: [],
      cameOf: null,
      revision: 0,
      messages: 1,
      dueAt: null,
      breachedAt: null,
      responseState: 'none',
      statusOrder: '1',
    });
  });

  it.each([
    ['TicketHeld', 'on-hold'],
    ['TicketResumed', 'open'],
    ['TicketSolved', 'solved'],
    ['TicketReopened', 'open'],
    ['TicketClosed', 'closed'],
  ] as const)('H4 shows the status after %s', (type, status) => {
    expect(rowAfter(anEvent(type, {}, later))).toMatchObject({
      status,
      statusOrder: STATUS_ORDER[status],
      updatedAt: later,
    });
  });

  it('R5 shows when the answer is due', () => {
    expect(rowAfter(started)).toMatchObject({
      response: {
        state: 'running',
        clock: 1,
        startedAt: openedAt,
        riskAt: '2026-11-27T10:30:00.000Z',
        dueAt,
        breachedAt: null,
        answeredAt: null,
      },
      dueAt,
    });
  });

  const answeredAt = '2026-11-27T09:00:00.000Z';
  const answer = [
    anEvent('TicketAnswered', {}, answeredAt),
    anEvent('ResponseClockStopped', { stoppedAt: answeredAt }),
  ];

  it('E5 shows the first public answer to the clock, not later ones', () => {
    expect(rowAfter(started, ...answer, anEvent('TicketAnswered', {}, later))).toMatchObject({
      response: { state: 'met', startedAt: openedAt, riskAt: null, dueAt: null, breachedAt: null, answeredAt },
      dueAt: null,
      updatedAt: later,
    });
  });

  it('E5 shows a late answer as late', () => {
    const late = anEvent('ResponseClockStopped', { stoppedAt: later, inTime: false });
    expect(rowAfter(started, anEvent('ResponseTargetBreached', { dueAt }), late)).toMatchObject({
      response: { state: 'late', riskAt: null, dueAt: null, breachedAt: dueAt, answeredAt: later },
      dueAt: null,
    });
  });

  it('E5 shows a clock that was solved unanswered as unanswered, even after a later answer', () => {
    const solved = [
      anEvent('ResponseClockStopped', { reason: 'solved-unanswered' }),
      anEvent('TicketSolved'),
      anEvent('TicketReopened'),
    ];
    expect(rowAfter(started, ...solved, anEvent('TicketAnswered'))).toMatchObject({
      response: { state: 'unanswered', clock: 1, riskAt: null, dueAt: null, answeredAt: null },
      dueAt: null,
    });
  });

  it('E5 shows only the next clock once a reply has started it', () => {
    const next = anEvent('ResponseClockStarted', {
      clock: 2,
      dueAt: '2026-11-27T16:00:00.000Z',
      servedLanguage: 'en',
    });
    expect(rowAfter(started, ...answer, anEvent('TicketReplied'), next)).toMatchObject({
      servedLanguage: 'en',
      response: { state: 'running', clock: 2, dueAt: '2026-11-27T16:00:00.000Z', breachedAt: null, answeredAt: null },
    });
  });

  it('E10 shows the first answer of a ticket without a target', () => {
    expect(
      rowAfter(
        anEvent('TicketAnswered', { writtenAt: null }, later),
        anEvent('TicketAnswered', { writtenAt: null }, '2026-11-27T13:00:00.000Z'),
      ),
    ).toMatchObject({ response: { ...NO_RESPONSE, answeredAt: later } });
  });

  it('R6 shows when an agent wrote the answer in the chat that became the ticket', () => {
    expect(rowAfter(anEvent('TicketAnswered', { writtenAt: '2026-11-27T07:36:00.000Z' }, later))).toMatchObject({
      response: { answeredAt: '2026-11-27T07:36:00.000Z' },
      updatedAt: later,
    });
  });

  it('E5 shows the breached due time, not the time of detection', () => {
    const breached = anEvent('ResponseTargetBreached', { dueAt, detectedAt: later }, later);
    expect(rowAfter(started, breached)).toMatchObject({
      response: { state: 'running', dueAt, breachedAt: dueAt, answeredAt: null },
      dueAt,
    });
  });

  it('shows no due time while the clock is paused and the new one once it resumes', () => {
    const paused = anEvent('ResponseClockPaused');
    expect(rowAfter(started, paused)).toMatchObject({
      response: { state: 'paused', riskAt: null, dueAt: null },
      dueAt: null,
    });
    expect(rowAfter(started, paused, anEvent('ResponseClockResumed', { dueAt: later }))).toMatchObject({
      response: { state: 'running', startedAt: openedAt, riskAt: '2026-11-27T10:30:00.000Z', dueAt: later },
      dueAt: later,
    });
  });

  it('ignores events of an earlier clock', () => {
    const second = anEvent('ResponseClockStarted', { clock: 2, dueAt: later });
    expect(rowAfter(started, second, anEvent('ResponseTargetBreached', { clock: 1 }))).toMatchObject({
      response: { dueAt: later, breachedAt: null },
    });
  });

  it('R6 K4 shows the chat or callback that the ticket was created from', () => {
    expect(rowAfter(anEvent('LiveSupportLinked', { channel: 'callback', requestId: 'cb-1' }))).toMatchObject({
      ticketId: 't-1',
      cameOf: { channel: 'callback', requestId: 'cb-1' },
    });
  });

  it('shows the assignee', () => {
    expect(rowAfter(anEvent('TicketAssigned', { agentId: 'kenji' }))).toMatchObject({ assignedTo: 'kenji' });
    expect(rowAfter(anEvent('TicketAssigned', { agentId: 'kenji' }), anEvent('TicketUnassigned'))).toMatchObject({
      assignedTo: null,
    });
  });

  it('V5 does not change with an internal note, not even `updatedAt`', () => {
    expect(rowAfter(anEvent('InternalNoteAdded', {}, later))).toEqual(rowAfter());
  });

  it('V4 counts messages and revisions without what is hidden from the requester', () => {
    const note = anEvent('InternalNoteAdded');
    const atRisk = anEvent('ResponseAtRisk');
    expect(
      rowAfter(started, note, atRisk, anEvent('TicketHeld'), note, ...answer, anEvent('TicketReplied')),
    ).toMatchObject({ revision: 5, messages: 3 });
  });

  it('has no row for a ticket without an opening event', () => {
    const later = [
      'TicketReplied',
      'TicketAnswered',
      'TicketSolved',
      'TicketAssigned',
      'TicketUnassigned',
      'LiveSupportLinked',
      'ResponseClockPaused',
      'ResponseClockStopped',
    ] as const;
    expect(rowsAfter(ticketList, started, ...later.map((type) => anEvent(type))).size).toBe(0);
  });
});
