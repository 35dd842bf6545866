import type { TimerFiring } from '@ledgerdesk/kernel';
import { type TimerCommand, timerMessage } from './timer-message.js';

const DUE = '2026-11-27T11:30:00.000Z';
const firing: TimerFiring<TimerCommand> = {
  identity: { kind: 'response-breach', ticketId: 't-1', clock: 1, dueAt: DUE },
  command: { to: 'ticket', ticketId: 't-1', input: { type: 'RecordResponseBreach', clock: 1, dueAt: DUE } },
};

describe('the command message of a timer', () => {
  it('R5 addresses the command to the ticket', () => {
    expect(timerMessage(firing, 'acme')).toMatchObject({
      ticketId: 't-1',
      input: { type: 'RecordResponseBreach', clock: 1, dueAt: DUE },
    });
  });

  it('R5 has the engine as its actor, and a time of occurrence only if one is given', () => {
    const sent = timerMessage(firing, 'acme');
    expect(sent).toMatchObject({ envelope: { actor: { kind: 'engine', id: 'deadline-clock' }, tenant: 'acme' } });
    expect(sent).toHaveProperty('envelope.occurredAt', undefined);
    expect(timerMessage(firing, 'acme', DUE)).toHaveProperty('envelope.occurredAt', DUE);
  });

  it('R5 is equal for the same identity, and has another command ID for another identity', () => {
    expect(timerMessage({ ...firing }, 'acme')).toEqual(timerMessage(firing, 'acme'));
    const other = { ...firing, identity: { ...firing.identity, clock: 2 } };
    const ids = [firing, other].map((one) => JSON.stringify(timerMessage(one, 'acme')));
    expect(new Set(ids.map((id) => /"commandId":"([^"]+)"/.exec(id)?.[1])).size).toBe(2);
  });
});
