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
  unassign,
} from '../../../test/support/ticket-commands.js';
import { anAddOn, anAgent } from '../../../test/support/state-builders.js';
import { NO_RESPONSE } from '@ledgerdesk/events';
import { isRefusal } from '@ledgerdesk/kernel';

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

  it('R5 is in time at exactly the due time', () => {
    opened
      .when(answer(DUE))
      .then('TicketAnswered', { type: 'ResponseClockStopped', data: { stoppedAt: DUE, inTime: true } });
  });

  it('R5 is late 1 ms after the due time, and records the breach before it stops the clock', () => {
    opened
      .when(answer(JUST_LATE))
      .then(
        'TicketAnswered',
        { type: 'ResponseTargetBreached', data: { ...keys, clock: 1, dueAt: DUE, detectedAt: JUST_LATE } },
        { type: 'ResponseClockStopped', data: { dueAt: DUE, inTime: false, reason: 'answered' } },
      );
  });

  it('R5 does not record a breach again', () => {
    opened
      .after(breach('2026-11-27T11:30:00.100Z'))
      .when(answer(LATE))
      .then('TicketAnswered', { type: 'ResponseClockStopped', data: { inTime: false } });
  });

  it('E5 E10 records only itself if no clock is running', () => {
    opened.after(answer(NINE)).when(answer(TEN)).then('TicketAnswered');
    noTicket.withFacts({ addOn: undefined }).after(open()).when(answer(NINE)).then('TicketAnswered');
  });

  it.each([
    ['solved', solve(NINE)],
    ['closed', close(NINE)],
  ])('V3 is refused for a %s ticket', (_, finish) => {
    opened.after(finish).when(answer(TEN)).thenRefused('ticket-not-open', { rule: 'V3', reason: 'conflict' });
  });

  it('is kept in the state with the due time and the breach of the latest clock', () => {
    const clock = { clock: 1, startedAt: OPENED, riskAt: null, dueAt: null, breachedAt: null };
    expect(opened.after(answer(NINE)).state?.response).toEqual({ ...clock, state: 'met', answeredAt: NINE });
    expect(opened.after(answer(LATE)).state?.response).toEqual({
      ...clock,
      state: 'late',
      breachedAt: DUE,
      answeredAt: LATE,
    });
    expect(opened.after(answer(NINE), reply(TEN)).state?.response).toEqual({
      state: 'running',
      clock: 2,
      startedAt: TEN,
      riskAt: '2026-11-27T13:00:00.000Z',
      dueAt: '2026-11-27T14:00:00.000Z',
      breachedAt: null,
      answeredAt: null,
    });
  });

  it('E10 the first one is kept in the state of a ticket without a clock', () => {
    const { state } = noTicket.withFacts({ addOn: undefined }).after(open(), answer(NINE), answer(TEN));
    expect(state?.response).toEqual({ ...NO_RESPONSE, answeredAt: NINE });
  });
});

describe('notes and assignments', () => {
  it('E5 a note stops no clock, and can be added at any time', () => {
    opened.when(note(NINE)).then({
      type: 'InternalNoteAdded',
      data: { ...keys, agentId: 'kenji', body: 'Known issue; see earlier cases.' },
    });
    opened.after(close(NINE)).when(note(TEN)).then('InternalNoteAdded');
  });

  it('an assignment to a retired agent is refused', () => {
    const retired = { ...anAgent('yuki'), retired: true };
    opened
      .withFacts({ assignee: retired })
      .when(assign(TEN, 'yuki'))
      .thenRefused('assignee-retired', { reason: 'conflict' });
  });

  it('an assignment is recorded only if it changes the assignee', () => {
    const assigned = opened.after(assign(NINE));
    expect(assigned.state?.assignedTo).toBe('kenji');
    assigned.when(assign(TEN)).thenNothing();
    assigned
      .withFacts({ assignee: anAgent('yuki') })
      .when(assign(TEN, 'yuki'))
      .then({ type: 'TicketAssigned', data: { ...keys, agentId: 'yuki' } });
  });

  it('an assignment to an agent whom the engine does not know is refused, except to oneself', () => {
    opened.when(assign(NINE, 'nobody')).thenRefused('assignee-not-found', { reason: 'not-found' });
    opened.after(assign(NINE)).when(assign(TEN, 'nobody')).thenRefused('assignee-not-found');
    opened.withFacts({ assignee: undefined }).when(assign(NINE)).then('TicketAssigned');
  });

  it('an assignment ends once, regardless of the assignee and the status', () => {
    const assigned = opened.withFacts({ assignee: anAgent('yuki') }).after(assign(NINE, 'yuki'));
    assigned.when(unassign(TEN)).then({ type: 'TicketUnassigned', data: { ...keys, agentId: 'yuki' } });
    expect(assigned.after(unassign(TEN)).state?.assignedTo).toBeNull();
    assigned.after(unassign(TEN)).when(unassign(TEN)).thenNothing();
    assigned.after(close(TEN)).when(unassign(TEN)).then('TicketUnassigned');
    assigned.after(unassign(TEN)).when(claim(TEN)).then('TicketAssigned');
  });
});

describe('a solution', () => {
  const counted = { ...keys, product: 'dropbox', issueType: 'sync_upload', agentId: 'kenji' };

  it('R5 is also an answer if it has a body', () => {
    opened
      .when(solve(NINE, 'Update the client.'))
      .then(
        { type: 'TicketAnswered', data: { body: 'Update the client.' } },
        { type: 'ResponseClockStopped', data: { reason: 'answered', inTime: true } },
        { type: 'TicketSolved', data: counted },
      );
  });

  it('R5 stops the clock as solved unanswered, and not in time, without a body', () => {
    const solved = opened
      .when(solve(NINE))
      .then(
        { type: 'ResponseClockStopped', data: { reason: 'solved-unanswered', stoppedAt: NINE, inTime: false } },
        { type: 'TicketSolved', data: counted },
      );
    const unanswered = { ...NO_RESPONSE, state: 'unanswered', clock: 1, startedAt: OPENED };
    expect(solved.state?.response).toEqual(unanswered);
    expect(opened.after(solve(NINE), reopen(TEN)).state?.response).toEqual(unanswered);
  });

  it('R5 records the breach before it stops the clock if it is late', () => {
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

  it('is recorded once; a body for a solved ticket is refused', () => {
    const solved = opened.after(solve(NINE));
    solved.when(solve(TEN)).thenNothing();
    solved.when(solve(TEN, 'One more thing.')).thenRefused('ticket-not-open', { rule: 'V3' });
  });

  it('ends a hold', () => {
    expect(opened.after(hold(NINE), solve(TEN)).state).toMatchObject({ status: 'solved', clock: null });
  });
});

describe('a reopening', () => {
  it('E5 starts no clock', () => {
    opened
      .after(solve(NINE))
      .when(reopen(TEN))
      .then({
        type: 'TicketReopened',
        data: { ...keys, product: 'dropbox', issueType: 'sync_upload', agentId: 'kenji' },
      });
  });

  it('E5 leaves a later answer without a clock to stop', () => {
    opened.after(solve(NINE), reopen(TEN)).when(answer(LATE)).then('TicketAnswered');
  });

  it('records nothing if the ticket is open or on hold', () => {
    opened.when(reopen(NINE)).thenNothing();
    opened.after(hold(NINE)).when(reopen(TEN)).thenNothing();
  });

  it('opens a closed ticket only for an import whose source allows that', () => {
    opened
      .after(close(NINE))
      .when({ ...reopen(TEN), evenClosed: true })
      .then('TicketReopened');
    opened
      .after(close(NINE), { ...reopen(TEN), evenClosed: true })
      .when(answer(LATE))
      .then('TicketAnswered');
    opened.when({ ...reopen(NINE), evenClosed: true }).thenNothing();
  });

  it('V3 is refused for a closed ticket', () => {
    opened.after(close(NINE)).when(reopen(TEN)).thenRefused('ticket-closed', { rule: 'V3', reason: 'conflict' });
  });
});

describe('a closure', () => {
  it('is recorded once; solving, holding and resuming are refused after it', () => {
    const closed = opened.after(answer(NINE), solve(NINE), close(TEN));
    expect(closed.state?.status).toBe('closed');
    closed.when(close(LATE)).thenNothing();
    closed.when(solve(LATE)).thenRefused('ticket-not-open', { rule: 'V3' });
    closed.when(hold(LATE)).thenRefused('ticket-not-open', { rule: 'V3' });
    closed.when(resume(LATE)).thenRefused('ticket-not-open', { rule: 'V3' });
  });

  it('stops the clock of an unsolved ticket and solves it first', () => {
    opened
      .when(close(NINE))
      .then({ type: 'ResponseClockStopped', data: { reason: 'solved-unanswered' } }, 'TicketSolved', 'TicketClosed');
  });
});

describe('an unknown ticket', () => {
  it.each([answer(NINE), note(NINE), hold(NINE), solve(NINE), close(NINE), breach(NINE)])(
    'V4 refuses $type',
    (command) => {
      noTicket.when(command).thenRefused('ticket-not-found', { reason: 'not-found' });
    },
  );
});

describe('every event of a ticket', () => {
  it('has the keys of the ticket', () => {
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
      const { decision } = before.when(command);
      if (isRefusal(decision)) throw new Error(decision.message);
      for (const { data } of decision) expect(data).toMatchObject(keys);
      return before.after(command);
    }, story);
  });
});

describe('a claim', () => {
  it('assigns an unassigned ticket to the agent, once', () => {
    opened.when(claim(NINE)).then({ type: 'TicketAssigned', data: { ...keys, agentId: 'kenji' } });
    opened.after(claim(NINE)).when(claim(TEN)).thenNothing();
    opened.after(hold(NINE)).when(claim(TEN)).then('TicketAssigned');
  });

  it('is refused for a ticket of another agent, and returns the assignee', () => {
    opened
      .after(claim(NINE, 'mia'))
      .when(claim(TEN))
      .thenRefused('ticket-claimed', { reason: 'conflict', details: { assignedTo: 'mia' } });
  });

  it.each([
    ['solved', solve(NINE), 'Reopen it first.'],
    ['closed', close(NINE), 'A closed ticket cannot be changed.'],
  ])('V3 is refused for a %s ticket, with advice', (status, finish, advice) => {
    const { decision } = opened
      .after(finish)
      .when(claim(TEN))
      .thenRefused('ticket-not-open', { rule: 'V3', reason: 'conflict' });
    expect(decision).toMatchObject({ message: `This ticket is ${status}. ${advice}` });
  });
});
