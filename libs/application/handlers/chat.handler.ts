import { type Chat, chatDecider } from '@ledgerdesk/domain';
import { chatStream } from '@ledgerdesk/events';
import { isRefusal } from '@ledgerdesk/kernel';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { ChatCommandMessage } from '../command-messages.js';
import { LiveTickets } from '../live-tickets/live-tickets.js';
import { requestFacts } from '../request-facts.js';

/** Executes commands on a chat. */
@CommandHandler(ChatCommandMessage)
export class ChatHandler implements ICommandHandler<ChatCommandMessage> {
  constructor(
    private readonly executor: CommandExecutor,
    private readonly tickets: LiveTickets,
  ) {}

  /** R6, K4: also opens the ticket in which the chat continues. */
  async execute({ envelope, chatId, input }: ChatCommandMessage): Promise<CommandOutcome<Chat | undefined>> {
    const stream = chatStream(chatId);
    const outcome = await this.executor.execute(envelope, {
      stream,
      opens: input.type === 'StartChat',
      decider: chatDecider,
      input,
      facts: async (reader) =>
        input.type === 'StartChat' ? requestFacts(reader, input) : { policies: reader.policies },
    });
    if (isRefusal(outcome) || outcome.recorded === 0 || outcome.state?.status !== 'ended') return outcome;
    return this.tickets.openAfter(outcome, stream, envelope.tenant);
  }
}
