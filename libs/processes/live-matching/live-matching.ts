import { type Engagements, reactionEnvelope } from '@ledgerdesk/application';
import type { Position, RecordedEvent } from '@ledgerdesk/kernel';
import { idleAgents, hasWaitingRequests, type LiveAgentRow, nextRequests } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import type { Process } from '@ledgerdesk/runtime';

const NAME = 'live-matching';
/** Requests offered to an agent at a time: more than other agents accept while the read model catches up. */
const CANDIDATES = 50;
const CATCH_UP_MS = 5_000;

interface LiveMatchingOptions {
  readonly engagements: Engagements;
  readonly rows: RowReader;
  /** Resolves with true once the named read models have processed `position`, with false after `ms`. */
  readonly reached: (position: Position, ms: number, names: readonly string[]) => Promise<boolean>;
  readonly tenant: string;
}

/**
 * K4: assigns the longest-waiting request to the longest-idle agent with matching skills, whenever either becomes
 * available. Read models propose the candidates; the streams of agent and request decide.
 */
export const liveMatching = ({ engagements, rows, reached, tenant }: LiveMatchingOptions): Process => {
  const assign = async (event: RecordedEvent, agent: LiveAgentRow): Promise<void> => {
    const candidates = await nextRequests(rows, agent, CANDIDATES);
    if (candidates.length === 0) return;
    const envelope = reactionEnvelope(NAME, event, { tenant, parts: [agent.agentId] });
    await engagements.assignNext(envelope, agent.agentId, candidates, { pushed: true });
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
    startFrom: 'head',
    react: async (event) => {
      if (!(await reached(event.position, CATCH_UP_MS, ['live-queue', 'live-agents'])))
        throw new Error(`The queue read models are behind position ${event.position}.`);
      if (await hasWaitingRequests(rows)) for (const agent of await idleAgents(rows)) await assign(event, agent);
      return [];
    },
  };
};
