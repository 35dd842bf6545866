import { rowsAfter } from '../../test/support/projected-rows.js';
import { anEvent } from '../../test/support/recorded-events.js';
import { agentTimes } from './definition.js';

const at = (hour: number): string => `2026-11-27T${String(hour).padStart(2, '0')}:00:00.000Z`;

describe('the times of agents', () => {
  it('K4 have a row for each change of availability', () => {
    const rows = rowsAfter(
      agentTimes,
      anEvent('AgentRegistered'),
      anEvent('AgentAvailabilityChanged', { availability: 'available' }, at(8)),
      anEvent('AgentAvailabilityChanged', { availability: 'away' }, at(9)),
    );
    const change = { kind: 'availability', agentId: 'kenji' };
    expect([...rows.values()]).toEqual([
      { ...change, revision: 1, at: at(8), available: true },
      { ...change, revision: 2, at: at(9), available: false },
    ]);
  });

  it('K4 have a row for each engagement, whose first release ends it', () => {
    const rows = rowsAfter(
      agentTimes,
      anEvent('AgentEngaged', {}, at(8)),
      anEvent('AgentReleased', {}, at(9)),
      anEvent('AgentReleased', {}, at(10)),
      anEvent('AgentEngaged', { engagementId: 'e-2', channel: 'callback' }, at(11)),
      anEvent('AgentReleased', { engagementId: 'e-0' }, at(12)),
    );
    const engagement = { kind: 'engagement', agentId: 'kenji' };
    expect([...rows.values()]).toEqual([
      { ...engagement, channel: 'chat', at: at(8), until: at(9) },
      { ...engagement, channel: 'callback', at: at(11), until: null },
    ]);
  });
});
