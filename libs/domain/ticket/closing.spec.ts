import { policiesWith } from '../../../test/support/policies.js';
import { answer, close, opened, reopen, solve } from '../../../test/support/ticket-commands.js';
import { anAddOn, anAdmin, aTeam } from '../../../test/support/state-builders.js';

const SOLVED = '2026-11-27T09:00:00.000Z';
/** 14 days after SOLVED. */
const CLOSES = '2026-12-11T09:00:00.000Z';
const closing = (at: string, closesAt = CLOSES) => ({ type: 'CloseSolvedTicket' as const, at, closesAt });
const solved = opened.after(solve(SOLVED));

describe('a solved ticket', () => {
  it('records when it will close, and closes then', () => {
    opened.when(solve(SOLVED)).then('ResponseClockStopped', { type: 'TicketSolved', data: { closesAt: CLOSES } });
    solved.when(closing(CLOSES)).then({ type: 'TicketClosed', data: { agentId: null, by: 'time' } });
  });

  it('does not close early, twice, or by the timer of an earlier solution', () => {
    solved.when(closing('2026-12-11T08:59:59.999Z')).thenNothing();
    solved.after(closing(CLOSES)).when(closing(CLOSES)).thenNothing();
    solved.when(closing(CLOSES, '2026-12-10T09:00:00.000Z')).thenNothing();
  });

  it('V3 does not close after it was reopened, and closes later after it was solved again', () => {
    const again = solved.after(reopen('2026-12-01T09:00:00.000Z'));
    again.when(closing(CLOSES)).thenNothing();
    again
      .after(solve('2026-12-02T09:00:00.000Z'))
      .when(closing('2026-12-16T09:00:00.000Z', '2026-12-16T09:00:00.000Z'))
      .then('TicketClosed');
  });

  it('closes at the recorded time, even if the policy has changed', () => {
    const policies = policiesWith({ closeSolvedAfterDays: 1 });
    solved.withFacts({ policies }).when(closing('2026-11-29T09:00:00.000Z', '2026-11-28T09:00:00.000Z')).thenNothing();
    opened
      .withFacts({ policies, team: aTeam(), member: anAdmin(), addOn: anAddOn() })
      .when(solve(SOLVED))
      .then('ResponseClockStopped', { type: 'TicketSolved', data: { closesAt: '2026-11-28T09:00:00.000Z' } });
  });

  it('does not close automatically if solved with `closes: false`', () => {
    opened
      .when({ type: 'SolveTicket', at: SOLVED, agentId: 'kenji', closes: false })
      .then('ResponseClockStopped', { type: 'TicketSolved', data: { closesAt: null } });
  });

  it('can be closed early by an agent, and is then not closed again', () => {
    const byHand = solved.after(close('2026-12-01T09:00:00.000Z'));
    solved
      .when(close('2026-12-01T09:00:00.000Z'))
      .then({ type: 'TicketClosed', data: { agentId: 'kenji', by: 'agent' } });
    byHand.when(closing(CLOSES)).thenNothing();
    opened
      .after(answer(SOLVED))
      .when(close(SOLVED))
      .then({ type: 'TicketSolved', data: { closesAt: null } }, 'TicketClosed');
  });
});
