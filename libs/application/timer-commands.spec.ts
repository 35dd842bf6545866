import { timerCommand, type ResponseTimer } from './timer-commands.js';

const timer: ResponseTimer = {
  kind: 'response-breach',
  at: '2026-11-27T11:30:00.000Z',
  ticketId: 't-1',
  clock: 1,
  dueAt: '2026-11-27T11:30:00.000Z',
};
const idOf = (differing: Partial<ResponseTimer> = {}) =>
  timerCommand({ ...timer, ...differing }, 'acme').envelope.commandId;

describe('the command of a timer', () => {
  it('R5 asks the ticket to look at that clock and due instant again', () => {
    const command = timerCommand(timer, 'acme');
    expect(command.ticketId).toBe('t-1');
    expect(command.input).toEqual({ type: 'RecordResponseBreach', clock: 1, dueAt: timer.dueAt });
    expect(timerCommand({ ...timer, kind: 'response-risk' }, 'acme').input).toMatchObject({
      type: 'RecordResponseRisk',
    });
  });

  it('R5 comes from the engine, and carries the past where an import drives the clock', () => {
    expect(timerCommand(timer, 'acme').envelope).toMatchObject({
      actor: { kind: 'engine', id: 'deadline-clock' },
      tenant: 'acme',
    });
    expect(timerCommand(timer, 'acme').envelope.occurredAt).toBeUndefined();
    expect(timerCommand(timer, 'acme', timer.dueAt).envelope.occurredAt).toBe(timer.dueAt);
  });

  it('R5 is the same command however often the timer fires, and another for another timer', () => {
    expect(idOf()).toBe(idOf());
    const others = [
      idOf({ kind: 'response-risk' }),
      idOf({ ticketId: 't-2' }),
      idOf({ clock: 2 }),
      idOf({ dueAt: '2026-11-27T12:00:00.000Z' }),
    ];
    expect(new Set([idOf(), ...others]).size).toBe(5);
  });

  it('R5 is the same request whatever else its row says, so that a repeat is never taken for a reused key', () => {
    const hashes = [timer, { ...timer, at: '2026-11-27T11:00:00.000Z', teamId: 'acme' }].map(
      (row) => timerCommand(row, 'acme').envelope.requestHash,
    );
    expect(hashes[0]).toBe(hashes[1]);
  });
});
