import { type CommandEnvelope, type Engagements, reactionEnvelope } from '@ledgerdesk/application';
import { isLogged, type LiveRequest, type LoggedEvent } from '@ledgerdesk/events';
import type { Process } from '@ledgerdesk/runtime';

const NAME = 'live-engagements';
const HANDLES = [
  'AgentEngaged',
  'AgentReleased',
  'CallbackTaken',
  'ChatJoined',
  'CallbackCompleted',
  'CallbackUnanswered',
  'CallbackCancelled',
  'ChatEnded',
  'CallbackTransferred',
  'ChatTransferred',
] as const;

/** The agent of a request, and the engagement; null if it has none. */
interface Holder {
  readonly agentId: string | null;
  readonly engagementId: string | null;
}

/** Requeues a request that an agent has accepted for an engagement that has ended. */
const requeueIfOver = async (
  engagements: Engagements,
  envelope: CommandEnvelope,
  { agentId, engagementId }: Holder,
  request: LiveRequest,
): Promise<void> => {
  if (agentId === null || engagementId === null || (await engagements.isCurrent(agentId, engagementId))) return;
  await engagements.requeue(envelope, { engagementId, ...request });
};

/** Releases the agent who handed a request over, and requeues it if its new agent is no longer engaged for it. */
const completeTransfer = async (
  engagements: Engagements,
  envelope: CommandEnvelope,
  { data }: LoggedEvent<'CallbackTransferred' | 'ChatTransferred'>,
  request: LiveRequest,
): Promise<void> => {
  const { agentId, engagementId, toAgentId, toEngagementId } = data;
  if (engagementId !== null) await engagements.release(envelope, agentId, engagementId, 'transferred');
  await requeueIfOver(engagements, envelope, { agentId: toAgentId, engagementId: toEngagementId }, request);
};

const reactTo = async (
  event: LoggedEvent<(typeof HANDLES)[number]>,
  engagements: Engagements,
  envelope: CommandEnvelope,
): Promise<void> => {
  switch (event.type) {
    case 'AgentEngaged': {
      const { agentId, engagementId } = event.data;
      if (await engagements.isCurrent(agentId, engagementId)) await engagements.accept(envelope, agentId, event.data);
      return;
    }
    case 'AgentReleased':
      return engagements.requeue(envelope, event.data);
    case 'CallbackTaken':
      return requeueIfOver(engagements, envelope, event.data, {
        channel: 'callback',
        requestId: event.data.callbackId,
      });
    case 'ChatJoined':
      return requeueIfOver(engagements, envelope, event.data, { channel: 'chat', requestId: event.data.chatId });
    case 'CallbackTransferred':
      return completeTransfer(engagements, envelope, event, {
        channel: 'callback',
        requestId: event.data.callbackId,
      });
    case 'ChatTransferred':
      return completeTransfer(engagements, envelope, event, { channel: 'chat', requestId: event.data.chatId });
    default: {
      const { agentId, engagementId } = event.data;
      if (agentId !== null && engagementId !== null)
        await engagements.release(envelope, agentId, engagementId, 'finished');
    }
  }
};

/**
 * Completes assignments and transfers that were interrupted between the agent's stream and the request's: an engaged
 * agent accepts the request, the request of a released agent is requeued, and the agent of a finished or transferred
 * request is released. Each step checks the current state and does nothing if it is done.
 */
export const liveEngagements = (engagements: Engagements, tenant: string): Process => ({
  name: NAME,
  handles: HANDLES,
  startFrom: 'start',
  react: async (event) => {
    if (!isLogged(event, HANDLES)) return [];
    const { occurredAt } = event;
    await reactTo(event, engagements, reactionEnvelope(NAME, event, { tenant, occurredAt }));
    return [];
  },
});
