import type { RowReader } from '@ledgerdesk/read-store';
import { liveAgents, type LiveAgentRow } from './definition.js';

/** K4: the idle agents, longest idle first. */
export const idleAgents = async (reader: RowReader): Promise<readonly LiveAgentRow[]> => {
  const found = await reader.find<LiveAgentRow>(liveAgents.name, {
    where: [{ column: 'idleSince', is: '>', value: '' }],
    orderBy: [{ column: 'idleSince', direction: 'asc', required: true }],
  });
  return found.map(({ row }) => row);
};
