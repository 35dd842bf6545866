import { policiesWith } from '../../../test/support/policies.js';
import {
  answer,
  breach,
  DUE,
  hold,
  noTicket,
  open,
  opened,
  OPENED,
  reply,
  resume,
  risk,
  solve,
} from '../../../test/support/ticket-commands.js';

const NINE = '2026-11-27T09:00:00.000Z';
const TEN = '2026-11-27T10:00:00.000Z';
const NOON = '2026-11-27T12:00:00.000Z';
const ONE_AND_A_HALF_PASSED = NINE;
const keys = { ticketId: 't-1', teamId: 'acme', requesterId: 'aiko' };

describe('a hold under the shipped policy', () => {
  it('does not pause the clock', () => {
    opened.when(hold(NINE)).then({ type: 'TicketHeld', data: { ...keys, reason: 'Waiting for the vendor.' } });
    opened
      .after(hold(NINE))
      .when(breach('2026-11-27T11:30:00.100Z'))
      .then({ type: 'ResponseTargetBreached', data: { dueAt: DUE } });
  });

  it('ends when the ticket is resumed, which changes no clock', () => {
    const held = opened.after(hold(NINE));
    expect(held.state?.status).toBe('on-hold');
    held.when(resume(TEN)).then({ type: 'TicketResumed', data: { ...keys, by: 'agent' } });
  });

  it('is recorded once, and a resumption without a hold records nothing', () => {
    opened.after(hold(NINE)).when(hold(TEN)).thenNothing();
    opened.when(resume(TEN)).thenNothing();
  });

  it('V3 leaves the ticket open for answers and replies', () => {
    opened.after(hold(NINE)).when(answer(TEN)).then('TicketAnswered', 'ResponseClockStopped');
    opened.after(hold(NINE)).when(reply(TEN)).then('TicketReplied', 'TicketResumed');
  });

  it('V3 is refused for a finished ticket, like a resumption', () => {
    opened.after(solve(NINE)).when(hold(TEN)).thenRefused('ticket-not-open', { rule: 'V3' });
    opened.after(solve(NINE)).when(resume(TEN)).thenRefused('ticket-not-open', { rule: 'V3' });
  });
});

describe('a hold that pauses the clock', () => {
  const policies = policiesWith({ holdPausesClock: true });
  const nothing = noTicket.withFacts({ policies });
  const running = nothing.after(open());
  const paused = running.after(hold(ONE_AND_A_HALF_PASSED));

  it('records the remaining minutes', () => {
    running.when(hold(ONE_AND_A_HALF_PASSED)).then('TicketHeld', {
      type: 'ResponseClockPaused',
      data: { ...keys, clock: 1, pausedAt: NINE, remaining: [{ target: 'edition', minutes: 150 }] },
    });
  });

  it('leaves the response without a due time until the ticket is resumed', () => {
    expect(paused.state?.response).toMatchObject({ state: 'paused', riskAt: null, dueAt: null });
    expect(paused.after(resume(NOON)).state?.response).toMatchObject({
      state: 'running',
      startedAt: OPENED,
      dueAt: '2026-11-27T14:30:00.000Z',
    });
  });

  it('resumes with the remaining minutes until risk and due time', () => {
    paused.when(resume(NOON)).then('TicketResumed', {
      type: 'ResponseClockResumed',
      data: {
        ...keys,
        clock: 1,
        resumedAt: NOON,
        decidedBy: 'edition',
        riskAt: '2026-11-27T13:30:00.000Z',
        dueAt: '2026-11-27T14:30:00.000Z',
        legs: [{ target: 'edition', calendar: 'always', minutes: 150, dueAt: '2026-11-27T14:30:00.000Z' }],
      },
    });
  });

  it('also ends with a reply, which resumes the clock and starts no second one', () => {
    paused.when(reply(NOON)).then('TicketReplied', 'TicketResumed', {
      type: 'ResponseClockResumed',
      data: { dueAt: '2026-11-27T14:30:00.000Z' },
    });
  });

  it('keeps the remaining time to the millisecond over several pauses', () => {
    const again = paused.after(resume(NOON), hold('2026-11-27T12:00:00.001Z'), resume('2026-11-27T13:00:00.000Z'));
    expect(again.state?.clock?.dueAt).toBe('2026-11-27T15:29:59.999Z');
    expect(again.state?.clock?.riskAt).toBe('2026-11-27T14:29:59.999Z');
  });

  it('is at risk on resumption if less than a quarter of the time is left', () => {
    const late = running.after(hold('2026-11-27T11:00:00.000Z'));
    late.when(resume(NOON)).then('TicketResumed', {
      type: 'ResponseClockResumed',
      data: { riskAt: NOON, dueAt: '2026-11-27T12:30:00.000Z' },
    });
    late
      .after(resume(NOON))
      .when(risk(NOON, '2026-11-27T12:30:00.000Z'))
      .then({ type: 'ResponseAtRisk', data: { riskAt: NOON } });
  });

  it('allows one recorded risk per clock, even over a pause', () => {
    running
      .after(risk('2026-11-27T10:30:00.000Z'), hold('2026-11-27T11:00:00.000Z'), resume(NOON))
      .when(risk(NOON, '2026-11-27T12:30:00.000Z'))
      .thenNothing();
  });

  it('disables timers until the ticket is resumed, and the earlier ones permanently', () => {
    paused.when(risk(DUE)).thenNothing();
    paused.when(breach(DUE)).thenNothing();
    paused.after(resume(NOON)).when(breach('2026-11-27T14:30:00.100Z')).thenNothing();
    paused
      .after(resume(NOON))
      .when(breach('2026-11-27T14:30:00.100Z', '2026-11-27T14:30:00.000Z'))
      .then({ type: 'ResponseTargetBreached', data: { dueAt: '2026-11-27T14:30:00.000Z' } });
  });

  it('R5 makes any answer during the hold in time', () => {
    paused
      .when(answer('2026-12-24T00:00:00.000Z'))
      .then('TicketAnswered', { type: 'ResponseClockStopped', data: { dueAt: null, inTime: true } });
    paused.after(answer(NOON)).when(resume('2026-11-27T13:00:00.000Z')).then('TicketResumed');
  });

  it('leaves no time if it starts at the due time, and records a breach if it starts 1 ms later', () => {
    running
      .after(hold(DUE))
      .when(resume(NOON))
      .then('TicketResumed', { type: 'ResponseClockResumed', data: { riskAt: NOON, dueAt: NOON } });
    const late = '2026-11-27T11:30:00.001Z';
    running
      .when(hold(late))
      .then('TicketHeld', { type: 'ResponseTargetBreached', data: { dueAt: DUE, detectedAt: late } });
  });

  it('does not pause a breached clock', () => {
    running.after(breach('2026-11-27T11:30:00.100Z')).when(hold(NOON)).then('TicketHeld');
    running.after(breach(DUE)).when(hold(DUE)).then('TicketHeld');
  });

  it('L3 keeps the remaining minutes of each leg in its own calendar, over a weekend too', () => {
    const inJapanese = nothing.after(open(OPENED, { language: 'ja' }));
    inJapanese.when(hold('2026-11-27T07:40:00.000Z')).then('TicketHeld', {
      type: 'ResponseClockPaused',
      data: {
        remaining: [
          { target: 'edition', minutes: 230 },
          { target: 'japanese-desk', minutes: 50 },
        ],
      },
    });
    inJapanese
      .after(hold('2026-11-27T07:40:00.000Z'))
      .when(resume('2026-11-30T00:00:00.000Z'))
      .then('TicketResumed', {
        type: 'ResponseClockResumed',
        data: { decidedBy: 'japanese-desk', riskAt: '2026-11-30T00:35:00.000Z', dueAt: '2026-11-30T00:50:00.000Z' },
      });
    inJapanese
      .after(hold(NINE))
      .when(resume('2026-11-28T00:00:00.000Z'))
      .then('TicketResumed', {
        type: 'ResponseClockResumed',
        data: { decidedBy: 'edition', dueAt: '2026-11-28T02:30:00.000Z' },
      });
  });
});
