import type { CarriedClock, TicketEvent } from '@ledgerdesk/events';
import { addMillis, type Decision, isRefusal, MINUTE } from '@ledgerdesk/kernel';
import { receiveMerge } from './merge.js';
import { policiesWith } from '../../../test/support/policies.js';
import {
  answer,
  breach,
  close,
  DUE,
  hold,
  noTicket,
  open,
  opened,
  OPENED,
  reopen,
  reply,
  solve,
} from '../../../test/support/ticket-commands.js';
import type { MergeTicket, ReceiveMerge } from './commands.js';
import { TICKET_SAMPLES } from './samples.js';
import type { Ticket } from './state.js';

const EIGHT = '2026-11-27T08:00:00.000Z';
const NINE = '2026-11-27T09:00:00.000Z';
const TEN = '2026-11-27T10:00:00.000Z';
const LATE = '2026-11-27T12:00:00.000Z';
const keys = { ticketId: 't-1', teamId: 'acme', requesterId: 'aiko' };
const pausing = { policies: policiesWith({ holdPausesClock: true }) };

const target = opened.state ?? fail();
const other: Ticket = { ...target, ticketId: 't-0' };
const merge = (at = NINE, into = 't-0'): MergeTicket => ({ type: 'MergeTicket', at, agentId: 'kenji', into });
const mergeable = opened.withFacts({ mergeTarget: other });

const clockCarriedBy = (decision: Decision<TicketEvent>): CarriedClock | null | undefined =>
  isRefusal(decision) ? undefined : decision.find((event) => event.type === 'TicketMerged')?.data.carriedClock;

const receive = (at: string, clock?: Partial<NonNullable<ReceiveMerge['clock']>> | null): ReceiveMerge => {
  const { payload } = TICKET_SAMPLES.ReceiveMerge;
  const carried = payload.clock && { ...payload.clock, ...clock };
  return { type: 'ReceiveMerge', at, ...payload, clock: clock === null ? null : carried };
};

describe('a ticket that is merged into another', () => {
  it('is closed, with its clock neither met nor missed, which goes on in the other', () => {
    mergeable.when(merge()).then(
      {
        type: 'ResponseClockStopped',
        data: { ...keys, clock: 1, stoppedAt: NINE, dueAt: DUE, reason: 'merged', inTime: false },
      },
      {
        type: 'TicketMerged',
        data: {
          ...keys,
          product: 'dropbox',
          issueType: 'sync_upload',
          agentId: 'kenji',
          into: 't-0',
          openedAt: OPENED,
          wasOpen: true,
          entitlement: { addOn: 'dropbox', source: 'team', level: 'essentials', targetMinutes: 240 },
          carriedClock: {
            startedAt: OPENED,
            servedLanguage: 'en',
            legs: [{ target: 'edition', calendar: 'always', minutes: 240, dueAt: DUE }],
            decidedBy: 'edition',
            riskAt: '2026-11-27T10:30:00.000Z',
            dueAt: DUE,
          },
        },
      },
    );
    expect(mergeable.after(merge()).state).toMatchObject({
      status: 'closed',
      mergedInto: 't-0',
      clock: null,
      response: { state: 'merged', breachedAt: null, answeredAt: null, dueAt: null },
    });
  });

  it('R5 keeps a miss, also one that nobody had noticed yet, and gives no clock to the other', () => {
    mergeable
      .when(merge(LATE))
      .then(
        { type: 'ResponseTargetBreached', data: { dueAt: DUE, detectedAt: LATE } },
        { type: 'ResponseClockStopped', data: { reason: 'merged', inTime: false } },
        { type: 'TicketMerged', data: { carriedClock: null } },
      );
    const missed = mergeable.after(breach(LATE), merge(LATE));
    expect(missed.state).toMatchObject({ response: { state: 'merged', breachedAt: DUE } });
    expect(clockCarriedBy(mergeable.when(merge(DUE)).decision)?.dueAt).toBe(DUE);
  });

  it('gives no clock to the other after an answer, and may be solved', () => {
    mergeable
      .after(answer(EIGHT))
      .when(merge())
      .then({ type: 'TicketMerged', data: { carriedClock: null, wasOpen: true } });
    mergeable
      .after(solve(EIGHT))
      .when(merge())
      .then({ type: 'TicketMerged', data: { carriedClock: null, wasOpen: false } });
  });

  it('gives a paused clock to the other as it goes on from the merge', () => {
    const held = mergeable.withFacts(pausing).after(hold(EIGHT));
    const dueAt = addMillis(NINE, 210 * MINUTE);
    const merging = held.when(merge());
    merging.then({ type: 'ResponseClockStopped', data: { dueAt: null, reason: 'merged' } }, 'TicketMerged');
    expect(clockCarriedBy(merging.decision)).toMatchObject({ startedAt: NINE, dueAt, legs: [{ minutes: 210, dueAt }] });
  });

  it('V3 V4 is refused for a closed one, an unknown one, one of another requester, and one that is not open', () => {
    mergeable.after(close(EIGHT)).when(merge()).thenRefused('ticket-not-open', { rule: 'V3' });
    mergeable.when(merge(NINE, 't-1')).thenRefused('merge-into-itself', { reason: 'invalid' });
    const into = (mergeTarget: Ticket | undefined) => opened.withFacts({ mergeTarget }).when(merge());
    into(undefined).thenRefused('merge-target-not-found', { reason: 'not-found' });
    into({ ...other, requesterId: 'ben' }).thenRefused('merge-of-other-requester', { rule: 'V4' });
    into({ ...other, teamId: 'globex' }).thenRefused('merge-of-other-requester', { rule: 'V4' });
    into({ ...other, status: 'solved' }).thenRefused('merge-target-not-open', { rule: 'V3' });
    into({ ...other, status: 'on-hold' }).then('ResponseClockStopped', 'TicketMerged');
  });

  it('V3 stays closed, and tells its requester where to reply', () => {
    const merged = mergeable.after(merge());
    merged.when(merge()).thenNothing();
    merged.when(merge(TEN, 't-9')).thenRefused('ticket-not-open', { reason: 'conflict' });
    merged.when(reply(TEN)).thenRefused('ticket-merged', { rule: 'V3', details: { mergedInto: 't-0' } });
    merged.when({ ...reopen(TEN), evenClosed: true }).thenRefused('ticket-closed', { rule: 'V3' });
  });
});

describe('the ticket into which another is merged', () => {
  it('keeps its own clock if that is due first', () => {
    opened
      .when(receive(NINE, { dueAt: LATE }))
      .then({ type: 'TicketMergeReceived', data: { ...keys, from: 't-2', agentId: 'kenji' } });
    opened.when(receive(NINE, { dueAt: DUE })).then('TicketMergeReceived');
    opened.when(receive(NINE, null)).then('TicketMergeReceived');
  });

  it('takes over a clock that is due earlier, and counts once', () => {
    const earlier = '2026-11-27T09:30:00.000Z';
    opened
      .when(receive(NINE))
      .then(
        'TicketMergeReceived',
        { type: 'ResponseClockStopped', data: { clock: 1, dueAt: DUE, reason: 'merged' } },
        { type: 'ResponseClockStarted', data: { ...keys, clock: 2, startedAt: OPENED, dueAt: earlier } },
      );
    const merged = opened.after(receive(NINE));
    expect(merged.state).toMatchObject({
      mergedFrom: ['t-2'],
      response: { state: 'running', clock: 2, startedAt: OPENED, dueAt: earlier },
    });
    merged.when(answer(earlier)).then('TicketAnswered', { type: 'ResponseClockStopped', data: { inTime: true } });
  });

  it('E10 E11 takes over a clock if it has none, also without a target of its own', () => {
    opened
      .after(answer(EIGHT))
      .when(receive(NINE))
      .then('TicketMergeReceived', {
        type: 'ResponseClockStarted',
        data: { clock: 2 },
      });
    const standard = noTicket.withFacts({ addOn: undefined }).after(open());
    standard.when(receive(NINE)).then('TicketMergeReceived', { type: 'ResponseClockStarted', data: { clock: 1 } });
    expect(standard.after(receive(NINE)).state?.entitlement).toBeNull();
  });

  it('ends a hold, as a reply does, and compares the clock that goes on', () => {
    const held = opened.withFacts(pausing).after(hold(EIGHT));
    held.when(receive(NINE, { dueAt: LATE })).then(
      'TicketMergeReceived',
      'TicketResumed',
      {
        type: 'ResponseClockResumed',
        data: { dueAt: '2026-11-27T12:30:00.000Z' },
      },
      'ResponseClockStopped',
      { type: 'ResponseClockStarted', data: { dueAt: LATE } },
    );
    held
      .when(receive(NINE, { dueAt: '2026-11-27T13:00:00.000Z' }))
      .then('TicketMergeReceived', 'TicketResumed', 'ResponseClockResumed');
    held.when(receive(NINE, null)).then('TicketMergeReceived');
  });

  it('records a merge once, and no clock if it was solved in between', () => {
    opened.after(receive(NINE)).when(receive(TEN)).thenNothing();
    opened.after(solve(EIGHT)).when(receive(NINE)).then('TicketMergeReceived');
  });

  it('names the calendars in which a clock from another ticket goes on', () => {
    const read: string[] = [];
    const policies = new Proxy(policiesWith({}), {
      get: (target, name, receiver): unknown => {
        read.push(String(name));
        return Reflect.get(target, name, receiver);
      },
    });
    receiveMerge({ ...target, clock: null }, receive(NINE), policies);
    expect(read).toContain('calendarsVersion');
  });
});
