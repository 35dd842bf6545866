import { aMember, anAddOn } from '../../../test/support/state-builders.js';
import { policiesWith } from '../../../test/support/policies.js';
import {
  answer,
  close,
  hold,
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
const MONDAY_10_JST = '2026-11-30T01:00:00.000Z';

describe('a reply', () => {
  it('V2 E5 does not restart a running clock', () => {
    opened.when(reply(NINE)).then({
      type: 'TicketReplied',
      data: { ticketId: 't-1', teamId: 'acme', requesterId: 'aiko', body: 'It happens on two machines.' },
    });
  });

  it('E5 starts the next clock after an answer', () => {
    opened
      .after(answer(NINE))
      .when(reply(TEN))
      .then('TicketReplied', {
        type: 'ResponseClockStarted',
        data: { clock: 2, startedAt: TEN, dueAt: '2026-11-27T14:00:00.000Z' },
      });
  });

  it('E5 E11 keeps the target of the ticket, even if the add-on or the policy has changed', () => {
    opened
      .after(answer(NINE))
      .withFacts({
        addOn: anAddOn({ edition: 'enhanced' }),
        policies: policiesWith({ editionMinutes: { essentials: 30, enhanced: 15 } }),
      })
      .when(reply(TEN))
      .then('TicketReplied', { type: 'ResponseClockStarted', data: { dueAt: '2026-11-27T14:00:00.000Z' } });
    opened
      .after(answer(NINE))
      .withFacts({ addOn: undefined })
      .when(reply(TEN))
      .then('TicketReplied', { type: 'ResponseClockStarted', data: { dueAt: '2026-11-27T14:00:00.000Z' } });
  });

  it('E5 L3 determines the served language and the Japanese leg when it arrives', () => {
    const inJapanese = noTicket.after(open(OPENED, { language: 'ja' }), answer('2026-11-27T07:31:00.000Z'));
    const evening = inJapanese.when(reply(NINE)).then('TicketReplied', {
      type: 'ResponseClockStarted',
      data: { servedLanguage: 'en', decidedBy: 'edition', dueAt: '2026-11-27T13:00:00.000Z' },
    });
    expect(evening.state?.servedLanguage).toBe('en');
    const monday = inJapanese
      .after(reply(NINE), answer(TEN))
      .when(reply(MONDAY_10_JST))
      .then('TicketReplied', {
        type: 'ResponseClockStarted',
        data: { clock: 3, servedLanguage: 'ja', decidedBy: 'japanese-desk', dueAt: '2026-11-30T02:00:00.000Z' },
      });
    expect(monday.state?.servedLanguage).toBe('ja');
  });

  it('E10 starts no clock if the ticket was opened without an entitlement', () => {
    noTicket
      .withFacts({ addOn: undefined })
      .after(open())
      .withFacts({ addOn: anAddOn() })
      .when(reply(NINE))
      .then('TicketReplied');
  });

  it('E5 starts a clock after a reopening', () => {
    opened
      .after(solve(NINE), reopen('2026-11-27T09:30:00.000Z'))
      .when(reply(TEN))
      .then('TicketReplied', { type: 'ResponseClockStarted', data: { clock: 2, dueAt: '2026-11-27T14:00:00.000Z' } });
  });

  it('V3 ends a hold', () => {
    opened
      .after(hold(NINE))
      .when(reply(TEN))
      .then('TicketReplied', { type: 'TicketResumed', data: { by: 'reply' } });
    opened
      .after(answer(NINE), hold(NINE))
      .when(reply(TEN))
      .then('TicketReplied', 'TicketResumed', { type: 'ResponseClockStarted', data: { clock: 2 } });
  });
});

describe('replying', () => {
  it.each([
    ['solved', solve(NINE)],
    ['closed', close(NINE)],
  ])('V3 is refused for a %s ticket', (_, finish) => {
    opened.after(finish).when(reply(TEN)).thenRefused('ticket-not-open', { rule: 'V3', reason: 'conflict' });
  });

  it.each([
    ['another member', { requesterId: 'ben' }],
    ['another team', { teamId: 'globex' }],
  ])('V4 V5 is refused to %s, as for an unknown ticket', (_, other) => {
    const refusal = opened
      .when(reply(NINE, other))
      .thenRefused('ticket-not-found', { rule: 'V4', reason: 'not-found' });
    expect(noTicket.when(reply(NINE)).decision).toEqual(refusal.decision);
  });

  it('V4 V5 is refused to another member for a solved ticket, as for an unknown ticket', () => {
    opened
      .after(solve(NINE))
      .when(reply(TEN, { requesterId: 'ben' }))
      .thenRefused('ticket-not-found', { rule: 'V4' });
  });

  it('E2 is refused to a deactivated member', () => {
    opened
      .withFacts({ member: aMember({ active: false }) })
      .when(reply(NINE))
      .thenRefused('member-not-active', { rule: 'E2', reason: 'forbidden' });
  });
});
