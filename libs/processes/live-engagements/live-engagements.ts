import type { CommandEnvelope, Engagements } from '@ledgerdesk/application';
import { isLogged, type LiveRequest, type LoggedEvent } from '@ledgerdesk/events';
import type { Process } from '@ledgerdesk/runtime';
import { consequenceOf } from '../reaction-envelope.js';

const NAME = 'live-engagements';
const HANDLES = [
  'AgentEngaged',
  'AgentReleased',
  'CallbackTaken',
  'ChatJoined',
  'CallbackCompleted',
  'CallbackUnanswered',
  'ChatEnded',
] as const;

/** Brings the two halves of an engagement together, the agent's stream and the request's. */
class Halves {
  constructor(
    private readonly engagements: Engagements,
    private readonly envelope: CommandEnvelope,
  ) {}

  async engaged({ data }: LoggedEvent<'AgentEngaged'>): Promise<void> {
    if (await this.engagements.isCurrent(data.agentId, data.engagementId))
      await this.engagements.accept(this.envelope, data.agentId, data);
  }

  released({ data }: LoggedEvent<'AgentReleased'>): Promise<void> {
    return this.engagements.requeue(this.envelope, data);
  }

  /** It may have been taken for an engagement that was over by then. */
  async taken(
    request: LiveRequest,
    { data: { agentId, engagementId } }: LoggedEvent<'CallbackTaken' | 'ChatJoined'>,
  ): Promise<void> {
    if (engagementId === null || (await this.engagements.isCurrent(agentId, engagementId))) return;
    await this.engagements.requeue(this.envelope, { engagementId, ...request });
  }

  async over({
    data: { agentId, engagementId },
  }: LoggedEvent<'CallbackCompleted' | 'CallbackUnanswered' | 'ChatEnded'>): Promise<void> {
    if (agentId !== null && engagementId !== null)
      await this.engagements.release(this.envelope, agentId, engagementId, 'finished');
  }
}

const reactTo = (event: LoggedEvent<(typeof HANDLES)[number]>, halves: Halves): Promise<void> => {
  switch (event.type) {
    case 'AgentEngaged':
      return halves.engaged(event);
    case 'AgentReleased':
      return halves.released(event);
    case 'CallbackTaken':
      return halves.taken({ channel: 'callback', requestId: event.data.callbackId }, event);
    case 'ChatJoined':
      return halves.taken({ channel: 'chat', requestId: event.data.chatId }, event);
    default:
      return halves.over(event);
  }
};

/**
 * Mends what broke down between the two streams: who is engaged takes, who is released gives back, whose request is over
 * is free. Each step looks at the state first and does nothing where there is nothing to do.
 */
export const liveEngagements = (engagements: Engagements, tenant: string): Process => ({
  name: NAME,
  handles: HANDLES,
  begins: 'start',
  react: async (event) => {
    if (isLogged(event, HANDLES)) await reactTo(event, new Halves(engagements, consequenceOf(NAME, event, tenant)));
    return [];
  },
});
