import { agentDecider, callbackDecider, chatDecider, type HandedOver } from '@ledgerdesk/domain';
import { agentStream, type LiveRequest, liveStream } from '@ledgerdesk/events';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandExecutor } from '../command-executor.js';
import { AgentCommandMessage } from '../command-messages.js';
import type { FactReader } from '../fact-reader.js';

/** Executes commands on an agent. */
@CommandHandler(AgentCommandMessage)
export class AgentHandler implements ICommandHandler<AgentCommandMessage> {
  constructor(private readonly executor: CommandExecutor) {}

  execute({ envelope, agentId, input }: AgentCommandMessage) {
    return this.executor.execute(envelope, {
      stream: agentStream(agentId),
      decider: agentDecider,
      input,
      needsNoTexts: input.type === 'EraseAgent',
      facts: async (reader) => ({
        policies: reader.policies,
        ...(input.type === 'ReceiveTransfer' && { handedOver: await handedOver(input.request, reader) }),
      }),
    });
  }
}

const handedOver = (request: LiveRequest, reader: FactReader): Promise<HandedOver> => {
  const stream = liveStream(request);
  return request.channel === 'chat' ? reader.read(chatDecider, stream) : reader.read(callbackDecider, stream);
};
