import { answer, breach, DUE, opened, OPENED, reply, risk, solve } from '../../../test/support/ticket-commands.js';

const NINE = '2026-11-27T09:00:00.000Z';
const RISK = '2026-11-27T10:30:00.000Z';
const FIRED = '2026-11-27T11:30:00.100Z';
const keys = { ticketId: 't-1', teamId: 'acme', requesterId: 'aiko', clock: 1 };

describe('a response risk', () => {
  it('R5 is recorded once, when three quarters of the time have passed', () => {
    opened.when(risk('2026-11-27T10:29:59.999Z')).thenNothing();
    opened.when(risk(RISK)).then({ type: 'ResponseAtRisk', data: { ...keys, riskAt: RISK, dueAt: DUE } });
    opened.after(risk(RISK)).when(risk(FIRED)).thenNothing();
  });

  it('R5 is not recorded after the breach', () => {
    opened.after(breach(FIRED)).when(risk(FIRED)).thenNothing();
  });
});

describe('a response breach', () => {
  it('R5 is recorded once, with the true due time even if detected late', () => {
    opened
      .when(breach('2026-11-29T00:00:00.000Z'))
      .then({ type: 'ResponseTargetBreached', data: { ...keys, dueAt: DUE, detectedAt: '2026-11-29T00:00:00.000Z' } });
    opened.after(breach(FIRED)).when(breach('2026-11-29T00:00:00.000Z')).thenNothing();
  });

  it('R5 can be recorded at the due time itself, as imports do', () => {
    opened.when(breach(DUE)).then({ type: 'ResponseTargetBreached', data: { dueAt: DUE, detectedAt: DUE } });
  });

  it('R5 is not recorded before the due time', () => {
    opened.when(breach('2026-11-27T11:29:59.999Z')).thenNothing();
  });

  it('R5 is not recorded after an answer at the due time, or after solving', () => {
    opened.after(answer(DUE)).when(breach(FIRED)).thenNothing();
    opened.after(solve(NINE)).when(breach(FIRED)).thenNothing();
  });

  it('R5 E5 is recorded only for the clock that the timer was set for', () => {
    const second = opened.after(answer(NINE), reply('2026-11-27T11:00:00.000Z'));
    second.when(breach(FIRED)).thenNothing();
    opened.after(answer(OPENED), reply(OPENED)).when(breach(FIRED)).thenNothing();
    second
      .when(breach('2026-11-27T15:00:00.100Z', '2026-11-27T15:00:00.000Z', 2))
      .then({ type: 'ResponseTargetBreached', data: { clock: 2 } });
  });

  it('R5 E5 leaves the clock running until an answer', () => {
    opened.after(breach(FIRED)).when(reply('2026-11-27T12:00:00.000Z')).then('TicketReplied');
    opened
      .after(breach(FIRED))
      .when(answer('2026-11-27T12:00:00.000Z'))
      .then('TicketAnswered', { type: 'ResponseClockStopped', data: { inTime: false } });
  });
});
