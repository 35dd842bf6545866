import { aMember } from '../../../test/support/state-builders.js';
import {
  answer,
  assign,
  breach,
  close,
  hold,
  note,
  noTicket,
  open,
  opened,
  OPENED,
  reopen,
  reply,
  solve,
} from '../../../test/support/ticket-commands.js';

const NINE = '2026-11-27T09:00:00.000Z';
const TEN = '2026-11-27T10:00:00.000Z';
const LATE = '2026-11-27T12:00:00.000Z';
const erase = (at: string) => ({ type: 'EraseTicket' as const, at });
const keys = { ticketId: 't-1', teamId: 'acme', requesterId: 'aiko' };
const counted = { ...keys, product: 'dropbox', issueType: 'sync_upload' };

describe('the erasure of a ticket', () => {
  it('closes an open one as erased, and stops its clock as solved without an answer', () => {
    opened
      .when(erase(NINE))
      .then(
        { type: 'ResponseClockStopped', data: { reason: 'solved-unanswered', inTime: false, stoppedAt: NINE } },
        { type: 'TicketSolved', data: { ...counted, agentId: null, closesAt: null } },
        { type: 'TicketClosed', data: { ...counted, agentId: null, by: 'erased' } },
        { type: 'TicketErased', data: keys },
      );
    opened
      .after(hold(NINE))
      .when(erase(TEN))
      .then('ResponseClockStopped', 'TicketSolved', 'TicketClosed', 'TicketErased');
  });

  it('records a target that was missed before it', () => {
    opened.when(erase(LATE)).then('ResponseTargetBreached', 'ResponseClockStopped', 'TicketSolved', 'TicketClosed', {
      type: 'TicketErased',
      data: keys,
    });
  });

  it('closes a solved one, and leaves the times and clocks of a closed one as they are', () => {
    opened.after(answer(NINE), solve(NINE)).when(erase(TEN)).then('TicketClosed', 'TicketErased');
    const closed = opened.after(answer(NINE), close(NINE));
    closed.when(erase(TEN)).then({ type: 'TicketErased', data: keys });
    const erased = closed.after(erase(TEN));
    expect(erased.state).toEqual({
      ...closed.state,
      erased: true,
      visibleRevision: (closed.state?.visibleRevision ?? 0) + 1,
    });
  });

  it('is recorded once', () => {
    opened.after(erase(NINE)).when(erase(TEN)).thenNothing();
  });

  it.each([
    reply(TEN),
    answer(TEN),
    note(TEN),
    assign(TEN),
    hold(TEN),
    solve(TEN, 'Done.'),
    reopen(TEN),
    { ...reopen(TEN), evenClosed: true },
  ])('refuses $type from then on, and so every text', (command) => {
    opened.after(erase(NINE)).when(command).thenRefused('ticket-erased', { reason: 'conflict' });
  });

  it('V4 tells other members nothing of it', () => {
    opened
      .after(erase(NINE))
      .when(reply(TEN, { requesterId: 'ben' }))
      .thenRefused('ticket-not-found', { reason: 'not-found' });
  });

  it('lets timers and a repeated close pass without effect', () => {
    opened.after(erase(NINE)).when(breach(LATE)).thenNothing();
    opened.after(erase(NINE)).when(close(LATE)).thenNothing();
  });

  it('prevents that a chat of the erased requester becomes a ticket', () => {
    const erased = aMember({ status: 'deactivated', active: false, erased: true });
    noTicket
      .withFacts({ member: erased })
      .when(open(OPENED, { cameOf: { channel: 'chat', requestId: 'ch-1' } }))
      .thenRefused('member-erased', { reason: 'conflict' });
  });
});
