import { type CommandEnvelope, type Engagements, type PolicyTimeline, reactionEnvelope } from '@ledgerdesk/application';
import { resumesAt } from '@ledgerdesk/domain';
import type { Clock, Position } from '@ledgerdesk/kernel';
import { idleAgents, hasWaitingRequests, type LiveRequestRow, nextRequests } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import type { Process } from '@ledgerdesk/runtime';

const NAME = 'live-matching';
/** Requests offered to an agent at a time: more than other agents accept while the read model catches up. */
const CANDIDATES = 50;
const CATCH_UP_MS = 5_000;

interface MatcherOptions {
  readonly engagements: Engagements;
  readonly rows: RowReader;
  readonly policies: PolicyTimeline;
  readonly clock: Clock;
}

/**
 * K4: assigns waiting requests, in the order in which they are served, to the longest-idle agents with matching skills.
 * Read models propose the candidates; the streams of agent and request decide. `envelopeFor` gives the envelope of an
 * agent's assignment.
 */
export const assignToIdleAgents = async (
  { engagements, rows, policies, clock }: MatcherOptions,
  envelopeFor: (agentId: string) => CommandEnvelope,
): Promise<void> => {
  if (!(await hasWaitingRequests(rows))) return;
  const now = clock.now();
  for (const agent of await idleAgents(rows)) {
    // Nobody is assigned a request that they have just handed over. They can ask for it.
    const canBeTaken = (row: LiveRequestRow): boolean =>
      row.transferredBy !== agent.agentId && resumesAt(row, now, policies.at(now)) === null;
    const candidates = await nextRequests(rows, agent, { limit: CANDIDATES, canBeTaken });
    if (candidates.length > 0)
      await engagements.assignNext(envelopeFor(agent.agentId), agent.agentId, candidates, { pushed: true });
  }
};

interface LiveMatchingOptions extends MatcherOptions {
  /** Resolves with true once the named read models have processed `position`, with false after `ms`. */
  readonly reached: (position: Position, ms: number, names: readonly string[]) => Promise<boolean>;
  readonly tenant: string;
}

/** K4: matches requests and agents whenever either becomes available. `line-openings` does so when the hours open. */
export const liveMatching = ({ reached, tenant, ...matcher }: LiveMatchingOptions): Process => ({
  name: NAME,
  handles: [
    'CallbackRequested',
    'CallbackUnanswered',
    'CallbackReturned',
    'CallbackTransferred',
    'CallbackLanguageChanged',
    'ChatStarted',
    'ChatReturned',
    'ChatTransferred',
    'ChatLanguageChanged',
    'AgentAvailabilityChanged',
    'AgentReleased',
  ],
  startFrom: 'head',
  react: async (event) => {
    if (!(await reached(event.position, CATCH_UP_MS, ['live-queue', 'live-agents'])))
      throw new Error(`The queue read models are behind position ${event.position}.`);
    await assignToIdleAgents(matcher, (agentId) => reactionEnvelope(NAME, event, { tenant, parts: [agentId] }));
    return [];
  },
});
