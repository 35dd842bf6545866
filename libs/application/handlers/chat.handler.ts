import { chatDecider } from '@ledgerdesk/domain';
import { chatStream } from '@ledgerdesk/events';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandExecutor } from '../command-executor.js';
import { ChatCommandMessage } from '../command-messages.js';
import { requestFacts } from '../request-facts.js';

/** Executes commands on a chat. */
@CommandHandler(ChatCommandMessage)
export class ChatHandler implements ICommandHandler<ChatCommandMessage> {
  constructor(private readonly executor: CommandExecutor) {}

  execute({ envelope, chatId, input }: ChatCommandMessage) {
    return this.executor.execute(envelope, {
      stream: chatStream(chatId),
      opens: input.type === 'StartChat',
      decider: chatDecider,
      input,
      facts: async (reader) =>
        input.type === 'StartChat' ? requestFacts(reader, input) : { policies: reader.policies },
    });
  }
}
