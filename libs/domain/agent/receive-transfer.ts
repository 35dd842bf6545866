import type { AgentEvent, LiveRequest } from '@ledgerdesk/events';
import { type Decision, type Refusal, refuse } from '@ledgerdesk/kernel';
import { callbackTransferRefusal } from '../callback/holder.js';
import type { Callback } from '../callback/state.js';
import { chatTransferRefusal } from '../chat/holder.js';
import type { Chat } from '../chat/state.js';
import type { ReceiveTransfer } from './commands.js';
import { agentNotRegistered } from './live-request-refusal.js';
import type { Agent } from './state.js';

/** A chat or callback that an agent hands over; undefined if there is none. */
export type HandedOver = Chat | Callback | undefined;

/** Why the sender cannot hand the request over; undefined if they can. */
const senderRefusal = (request: HandedOver, { channel }: LiveRequest, agentId: string): Refusal | undefined => {
  if (channel === 'chat') return chatTransferRefusal(request && 'chatId' in request ? request : undefined, agentId);
  return callbackTransferRefusal(request && 'callbackId' in request ? request : undefined, agentId);
};

/** Why the agent cannot receive the request; undefined if they can. The sender judges whether they know the product. */
const receiverRefusal = (
  agent: Agent | undefined,
  request: NonNullable<HandedOver>,
  { agentId, request: { channel } }: ReceiveTransfer,
): Refusal | undefined => {
  if (!agent?.registered) return agentNotRegistered;
  if (agent.availability !== 'available' || !agent.takes.includes(channel))
    return refuse('conflict', 'agent-not-available', `The agent ${agentId} is not available.`, { rule: 'K4' });
  if (agent.engaged)
    return refuse('conflict', 'agent-busy', `The agent ${agentId} is working on another request.`, { rule: 'K4' });
  return agent.languages.includes(request.servedLanguage)
    ? undefined
    : refuse('conflict', 'agent-without-language', `The agent ${agentId} does not serve the request's language.`, {
        rule: 'L1',
        details: { language: request.servedLanguage },
      });
};

/** K4, R6: engages an available agent for a request that another agent hands over. */
export const receiveTransfer = (
  agent: Agent | undefined,
  command: ReceiveTransfer,
  handedOver: HandedOver,
): Decision<AgentEvent> => {
  const { agentId, engagementId, fromAgentId, request } = command;
  if (agentId === fromAgentId)
    return refuse('invalid', 'transfer-to-yourself', 'Name another agent, or none for the front of the queue.');
  const refused = senderRefusal(handedOver, request, fromAgentId);
  if (refused) return refused;
  if (!handedOver) throw new Error(`The request ${request.requestId} may be transferred, but there is none.`);
  return (
    receiverRefusal(agent, handedOver, command) ?? [
      {
        type: 'AgentEngaged',
        data: { agentId, engagementId, ...request, transferOf: handedOver.engagementId },
      },
    ]
  );
};
