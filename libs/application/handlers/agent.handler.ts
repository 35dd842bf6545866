import { agentDecider } from '@ledgerdesk/domain';
import { agentStream } from '@ledgerdesk/events';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandExecutor } from '../command-executor.js';
import { AgentCommandMessage } from '../command-messages.js';

/** Executes commands on an agent. */
@CommandHandler(AgentCommandMessage)
export class AgentHandler implements ICommandHandler<AgentCommandMessage> {
  constructor(private readonly executor: CommandExecutor) {}

  execute({ envelope, agentId, input }: AgentCommandMessage) {
    return this.executor.execute(envelope, {
      stream: agentStream(agentId),
      decider: agentDecider,
      input,
      facts: async ({ policies }) => ({ policies }),
    });
  }
}
