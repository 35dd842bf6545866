import { timerMessage, type TimerFiring } from './timer-message.js';

const DUE = '2026-11-27T11:30:00.000Z';
const firing: TimerFiring = {
  identity: { kind: 'response-breach', ticketId: 't-1', clock: 1, dueAt: DUE },
  command: { to: 'ticket', ticketId: 't-1', input: { type: 'RecordResponseBreach', clock: 1, dueAt: DUE } },
};

describe('the message of a timer', () => {
  it('R5 carries the command to the ticket', () => {
    expect(timerMessage(firing, 'acme')).toMatchObject({
      ticketId: 't-1',
      input: { type: 'RecordResponseBreach', clock: 1, dueAt: DUE },
    });
  });

  it('R5 comes from the engine, and occurs now unless an import says when', () => {
    const sent = timerMessage(firing, 'acme');
    expect(sent).toMatchObject({ envelope: { actor: { kind: 'engine', id: 'deadline-clock' }, tenant: 'acme' } });
    expect(sent).toHaveProperty('envelope.occurredAt', undefined);
    expect(timerMessage(firing, 'acme', DUE)).toHaveProperty('envelope.occurredAt', DUE);
  });

  it('R5 is the same command and the same request whenever the identity is the same', () => {
    expect(timerMessage({ ...firing }, 'acme')).toEqual(timerMessage(firing, 'acme'));
    const other = { ...firing, identity: { ...firing.identity, clock: 2 } };
    const ids = [firing, other].map((one) => JSON.stringify(timerMessage(one, 'acme')));
    expect(new Set(ids.map((id) => /"commandId":"([^"]+)"/.exec(id)?.[1])).size).toBe(2);
  });
});
