import type { Engagements } from '@ledgerdesk/application';
import type { Position, RecordedEvent } from '@ledgerdesk/kernel';
import { idleAgents, isAnyoneWaiting, type LiveAgentRow, nextRequests } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import type { Process } from '@ledgerdesk/runtime';
import { reactionTo } from '../reaction-envelope.js';

const NAME = 'live-matching';
/** How many requests an agent is offered at a time: more than are taken while a read model catches up. */
const CANDIDATES = 50;
const PATIENCE_MS = 5_000;

export interface LiveMatchingOptions {
  readonly engagements: Engagements;
  readonly rows: RowReader;
  /** Resolves with false when the named read models have not looked that far within `ms`. */
  readonly reached: (position: Position, ms: number, names: readonly string[]) => Promise<boolean>;
  readonly tenant: string;
}

/**
 * K4: gives the longest-waiting request to the longest-idle agent who suits, whenever either comes. The read models
 * propose; the streams of agent and request decide.
 */
export const liveMatching = ({ engagements, rows, reached, tenant }: LiveMatchingOptions): Process => {
  const give = async (event: RecordedEvent, agent: LiveAgentRow): Promise<void> => {
    const candidates = await nextRequests(rows, agent, CANDIDATES);
    if (candidates.length === 0) return;
    await engagements.assignNext(reactionTo(NAME, event, tenant, agent.agentId), agent.agentId, candidates, {
      pushed: true,
    });
  };
  return {
    name: NAME,
    handles: [
      'CallbackRequested',
      'CallbackUnanswered',
      'CallbackReturned',
      'ChatStarted',
      'ChatReturned',
      'AgentAvailabilityChanged',
      'AgentReleased',
    ],
    begins: 'head',
    react: async (event) => {
      if (!(await reached(event.position, PATIENCE_MS, ['live-queue', 'live-agents'])))
        throw new Error('The queue has not been read up to here yet.');
      if (await isAnyoneWaiting(rows)) for (const agent of await idleAgents(rows)) await give(event, agent);
      return [];
    },
  };
};
