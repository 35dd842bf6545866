import { rowsAfter } from '../test/support/projected-rows.js';
import { anEvent, type EventFixture } from '../test/support/recorded-events.js';
import { ticketFlow, type TicketFlowRow } from './ticket-flow/definition.js';
import { agentAt, phasesOf } from './ticket-phases.js';

const at = (hour: number): string => `2026-11-27T${String(hour).padStart(2, '0')}:00:00.000Z`;
const flowAfter = (...fixtures: readonly EventFixture[]): TicketFlowRow =>
  rowsAfter(ticketFlow, anEvent('TicketOpened', { followUpOf: null }, at(8)), ...fixtures).get('t-1') as TicketFlowRow;
const assigned = (agentId: string, hour: number) => anEvent('TicketAssigned', { agentId }, at(hour));
const phases = (row: TicketFlowRow) =>
  phasesOf(row).map((phase) => [phase.at, phase.until, phase.state, phase.agentId]);

describe('the phases of a ticket', () => {
  it('begin with each change of its state and of its agent', () => {
    const row = flowAfter(
      assigned('kenji', 9),
      anEvent('TicketAnswered', {}, at(10)),
      assigned('maria', 11),
      anEvent('TicketSolved', {}, at(12)),
    );
    expect(phases(row)).toEqual([
      [at(8), at(9), 'support', null],
      [at(9), at(10), 'support', 'kenji'],
      [at(10), at(11), 'requester', 'kenji'],
      [at(11), at(12), 'requester', 'maria'],
      [at(12), undefined, 'solved', 'maria'],
    ]);
    expect([agentAt(row, at(8)), agentAt(row, at(9)), agentAt(row, at(12))]).toEqual([null, 'kenji', 'maria']);
  });

  it('leave out what lasts no time', () => {
    const row = flowAfter(
      assigned('kenji', 8),
      assigned('maria', 9),
      assigned('tom', 9),
      anEvent('TicketHeld', {}, at(9)),
      anEvent('TicketSolved', {}, at(9)),
    );
    expect(phases(row)).toEqual([
      [at(8), at(9), 'support', 'kenji'],
      [at(9), undefined, 'solved', 'tom'],
    ]);
  });
});
