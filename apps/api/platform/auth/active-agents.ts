import { CommandExecutor } from '@ledgerdesk/application';
import { agentDecider } from '@ledgerdesk/domain';
import { agentStream } from '@ledgerdesk/events';
import { type Refusal, refuse } from '@ledgerdesk/kernel';
import { Injectable } from '@nestjs/common';
import { problemOf } from '../http/problem.js';

const retiredAgent = refuse(
  'forbidden',
  'retired-agent',
  'This agent is retired and can follow only the chat in progress. Ask an operator to reinstate the agent.',
);

/**
 * Restricts event streams of the desk to agents who are not retired; a retired one finishes the chat in progress.
 * Agents who are not registered may follow them too: the identity provider decides who signs in.
 */
@Injectable()
export class ActiveAgents {
  constructor(private readonly executor: CommandExecutor) {}

  /** Throws Problem if the agent is retired, unless they work on the chat. */
  async require(agentId: string, chatId?: string): Promise<void> {
    const refused = await this.refusal(agentId, chatId);
    if (refused) throw problemOf(refused);
  }

  /** The refusal if the agent is retired, unless they work on the chat. */
  async refusal(agentId: string, chatId?: string): Promise<Refusal | undefined> {
    const { state: agent } = await this.executor.views.load(agentDecider, agentStream(agentId));
    const isInChat = chatId !== undefined && agent?.engaged?.requestId === chatId;
    return agent?.retired && !isInChat ? retiredAgent : undefined;
  }
}
