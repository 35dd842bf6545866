import { changeOf, withChange } from './pending-change.js';

const ticket = { status: 'open', assignedTo: null, assignee: null, holdReason: null } as const;
const kenji = { id: 'kenji', name: 'Kenji Tanaka' };

describe('a change that is being sent', () => {
  it('is shown at once', () => {
    expect(withChange(ticket, changeOf('claim', kenji))).toEqual({
      ...ticket,
      assignedTo: 'kenji',
      assignee: kenji,
    });
    expect(withChange(ticket, changeOf('hold', kenji, 'Waits for a log'))).toEqual({
      ...ticket,
      status: 'on-hold',
      holdReason: 'Waits for a log',
    });
    expect(withChange(ticket, changeOf('solve', kenji)).status).toBe('solved');
    expect(withChange(ticket, changeOf('close', kenji)).status).toBe('closed');
  });

  it('ends the hold of a ticket that goes on, is solved or closed', () => {
    const held = { ...ticket, status: 'on-hold', holdReason: 'Waits for a log' } as const;
    expect(withChange(held, changeOf('resume', kenji))).toEqual(ticket);
    expect(withChange(held, changeOf('solve', kenji)).holdReason).toBeNull();
  });

  it('leaves a ticket without one as it is', () => {
    expect(withChange(ticket, undefined)).toBe(ticket);
  });

  it('adds nothing that a row of the queue does not have', () => {
    const row = { status: 'open', assignedTo: null, assignee: null } as const;
    expect(withChange(row, changeOf('hold', kenji, 'Waits'))).toEqual({ ...row, status: 'on-hold' });
  });
});
