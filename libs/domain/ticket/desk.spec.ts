import {
  answer,
  assign,
  breach,
  claim,
  close,
  DUE,
  hold,
  noTicket,
  note,
  open,
  opened,
  OPENED,
  reopen,
  reply,
  resume,
  solve,
} from '../../../test/support/ticket-commands.js';
import { anAddOn } from '../../../test/support/state-builders.js';

const NINE = '2026-11-27T09:00:00.000Z';
const TEN = '2026-11-27T10:00:00.000Z';
const LATE = '2026-11-27T12:00:00.000Z';
const JUST_LATE = '2026-11-27T11:30:00.001Z';
const keys = { ticketId: 't-1', teamId: 'acme', requesterId: 'aiko' };

describe('an answer', () => {
  it('R5 E5 stops the clock in time', () => {
    opened.when(answer(NINE)).then(
      { type: 'TicketAnswered', data: { ...keys, agentId: 'kenji', body: 'We are on it.' } },
      {
        type: 'ResponseClockStopped',
        data: { ...keys, clock: 1, stoppedAt: NINE, dueAt: DUE, reason: 'answered', inTime: true },
      },
    );
  });

  it('R5 at exactly the due instant is in time', () => {
    opened
      .when(answer(DUE))
      .then('TicketAnswered', { type: 'ResponseClockStopped', data: { stoppedAt: DUE, inTime: true } });
  });

  it('R5 a moment later is late: the breach stands in the log first, with its true due time', () => {
    opened
      .when(answer(JUST_LATE))
      .then(
        'TicketAnswered',
        { type: 'ResponseTargetBreached', data: { ...keys, clock: 1, dueAt: DUE, detectedAt: JUST_LATE } },
        { type: 'ResponseClockStopped', data: { dueAt: DUE, inTime: false, reason: 'answered' } },
      );
  });

  it('R5 after a recorded breach does not record it again', () => {
    opened
      .after(breach('2026-11-27T11:30:00.100Z'))
      .when(answer(LATE))
      .then('TicketAnswered', { type: 'ResponseClockStopped', data: { inTime: false } });
  });

  it('E5 E10 is no more than an answer where no clock runs', () => {
    opened.after(answer(NINE)).when(answer(TEN)).then('TicketAnswered');
    noTicket.withFacts({ addOn: undefined }).after(open()).when(answer(NINE)).then('TicketAnswered');
  });

  it.each([
    ['solved', solve(NINE)],
    ['closed', close(NINE)],
  ])('V3 to a %s ticket is refused', (_, finish) => {
    opened.after(finish).when(answer(TEN)).thenRefused('ticket-not-open', { rule: 'V3', reason: 'conflict' });
  });

  it('is remembered as what the latest clock came to', () => {
    expect(opened.after(answer(NINE)).state?.response).toEqual({ dueAt: DUE, breachedAt: null, answeredAt: NINE });
    expect(opened.after(answer(LATE)).state?.response).toEqual({ dueAt: DUE, breachedAt: DUE, answeredAt: LATE });
    expect(opened.after(answer(NINE), reply(TEN)).state?.response).toEqual({
      dueAt: '2026-11-27T14:00:00.000Z',
      breachedAt: null,
      answeredAt: null,
    });
  });
});

describe('what only agents see', () => {
  it('E5 a note stops no clock, and may be written at any time', () => {
    opened
      .when(note(NINE))
      .then({ type: 'InternalNoteAdded', data: { ...keys, agentId: 'kenji', body: 'The proxy again.' } });
    opened.after(close(NINE)).when(note(TEN)).then('InternalNoteAdded');
  });

  it('an assignment is recorded when it changes something', () => {
    const assigned = opened.after(assign(NINE));
    expect(assigned.state?.assignedTo).toBe('kenji');
    assigned.when(assign(TEN)).thenNothing();
    assigned.when(assign(TEN, 'yuki')).then({ type: 'TicketAssigned', data: { ...keys, agentId: 'yuki' } });
  });
});

describe('solving', () => {
  const counted = { ...keys, product: 'dropbox', issueType: 'sync_upload', agentId: 'kenji' };

  it('R5 with a body is an answer too', () => {
    opened
      .when(solve(NINE, 'Update the client.'))
      .then(
        { type: 'TicketAnswered', data: { body: 'Update the client.' } },
        { type: 'ResponseClockStopped', data: { reason: 'answered', inTime: true } },
        { type: 'TicketSolved', data: counted },
      );
  });

  it('R5 without a body stops the clock as solved unanswered, never as met', () => {
    const solved = opened
      .when(solve(NINE))
      .then(
        { type: 'ResponseClockStopped', data: { reason: 'solved-unanswered', stoppedAt: NINE, inTime: false } },
        { type: 'TicketSolved', data: counted },
      );
    expect(solved.state?.response).toEqual({ dueAt: DUE, breachedAt: null, answeredAt: null });
  });

  it('R5 too late records the breach first', () => {
    opened
      .when(solve(LATE))
      .then(
        { type: 'ResponseTargetBreached', data: { dueAt: DUE, detectedAt: LATE } },
        { type: 'ResponseClockStopped', data: { reason: 'solved-unanswered', inTime: false } },
        'TicketSolved',
      );
    opened
      .when(solve(LATE, 'Update the client.'))
      .then(
        'TicketAnswered',
        'ResponseTargetBreached',
        { type: 'ResponseClockStopped', data: { inTime: false } },
        'TicketSolved',
      );
  });

  it('twice is once; words to a solved ticket are refused rather than lost', () => {
    const solved = opened.after(solve(NINE));
    solved.when(solve(TEN)).thenNothing();
    solved.when(solve(TEN, 'One more thing.')).thenRefused('ticket-not-open', { rule: 'V3' });
  });

  it('ends a hold', () => {
    expect(opened.after(hold(NINE), solve(TEN)).state).toMatchObject({ status: 'solved', clock: null });
  });
});

describe('reopening', () => {
  it('E5 starts no clock', () => {
    opened
      .after(solve(NINE))
      .when(reopen(TEN))
      .then({
        type: 'TicketReopened',
        data: { ...keys, product: 'dropbox', issueType: 'sync_upload', agentId: 'kenji' },
      });
  });

  it('E5 keeps a later answer from counting', () => {
    opened.after(solve(NINE), reopen(TEN)).when(answer(LATE)).then('TicketAnswered');
  });

  it('changes nothing where the ticket is open', () => {
    opened.when(reopen(NINE)).thenNothing();
    opened.after(hold(NINE)).when(reopen(TEN)).thenNothing();
  });

  it('V3 is refused for a closed ticket', () => {
    opened.after(close(NINE)).when(reopen(TEN)).thenRefused('ticket-closed', { rule: 'V3', reason: 'conflict' });
  });
});

describe('closing', () => {
  it('of a solved ticket is the last thing that happens', () => {
    const closed = opened.after(answer(NINE), solve(NINE), close(TEN));
    expect(closed.state?.status).toBe('closed');
    closed.when(close(LATE)).thenNothing();
    closed.when(solve(LATE)).thenRefused('ticket-not-open', { rule: 'V3' });
    closed.when(hold(LATE)).thenRefused('ticket-not-open', { rule: 'V3' });
    closed.when(resume(LATE)).thenRefused('ticket-not-open', { rule: 'V3' });
  });

  it('of one that was never solved solves it first, so that its clock ends as every clock does', () => {
    opened
      .when(close(NINE))
      .then({ type: 'ResponseClockStopped', data: { reason: 'solved-unanswered' } }, 'TicketSolved', 'TicketClosed');
  });
});

describe('a ticket that does not exist', () => {
  it.each([answer(NINE), note(NINE), hold(NINE), solve(NINE), close(NINE), breach(NINE)])(
    'V4 refuses $type',
    (command) => {
      noTicket.when(command).thenRefused('ticket-not-found', { reason: 'not-found' });
    },
  );
});

describe('the keys of events', () => {
  it('stand on every event of a ticket', () => {
    const story = noTicket.withFacts({ addOn: anAddOn({ edition: 'enhanced' }) });
    const steps = [
      open(OPENED),
      answer(LATE),
      reply(LATE),
      assign(LATE),
      note(LATE),
      hold(LATE),
      resume(LATE),
      solve(LATE, 'Done.'),
      reopen(LATE),
      close(LATE),
    ];
    steps.reduce((before, command) => {
      expect(before.when(command).decision).toEqual(
        expect.arrayContaining([expect.objectContaining({ data: expect.objectContaining(keys) as unknown })]),
      );
      return before.after(command);
    }, story);
  });
});

describe('a claim', () => {
  it('gives a ticket that nobody has to the agent, once', () => {
    opened.when(claim(NINE)).then({ type: 'TicketAssigned', data: { ...keys, agentId: 'kenji' } });
    opened.after(claim(NINE)).when(claim(TEN)).thenNothing();
    opened.after(hold(NINE)).when(claim(TEN)).then('TicketAssigned');
  });

  it('takes no ticket from another agent, and says who has it', () => {
    opened
      .after(assign(NINE, 'mia'))
      .when(claim(TEN))
      .thenRefused('ticket-claimed', { reason: 'conflict', details: { assignedTo: 'mia' } });
  });

  it.each([
    ['solved', solve(NINE), 'Reopen it first.'],
    ['closed', close(NINE), 'It stays closed.'],
  ])('V3 of a %s ticket is refused, with what to do instead', (status, finish, advice) => {
    const { decision } = opened
      .after(finish)
      .when(claim(TEN))
      .thenRefused('ticket-not-open', { rule: 'V3', reason: 'conflict' });
    expect(decision).toMatchObject({ message: `This ticket is ${status}. ${advice}` });
  });
});
