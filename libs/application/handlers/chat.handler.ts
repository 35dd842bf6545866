import { type Chat, chatDecider, type LiveSupportFacts, memberDecider, ticketDecider } from '@ledgerdesk/domain';
import { chatStream, memberStream, ticketStream } from '@ledgerdesk/events';
import { isRefusal } from '@ledgerdesk/kernel';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { ChatCommandMessage } from '../command-messages.js';
import type { FactReader } from '../fact-reader.js';
import { LiveTickets } from '../live-tickets/live-tickets.js';
import { requestFacts } from '../request-facts.js';
import { WaitingRequests } from '../waiting-requests.js';

/** Executes commands on a chat. */
@CommandHandler(ChatCommandMessage)
export class ChatHandler implements ICommandHandler<ChatCommandMessage> {
  constructor(
    private readonly executor: CommandExecutor,
    private readonly tickets: LiveTickets,
    private readonly waiting: WaitingRequests,
  ) {}

  /** R6, K4: also opens the ticket in which the chat continues. */
  async execute(message: ChatCommandMessage): Promise<CommandOutcome<Chat | undefined>> {
    const { envelope, chatId, input } = message;
    if (input.type === 'StartChat')
      return this.waiting.inTurn({ ...input, channel: 'chat' }, chatId, () => this.decide(message));
    const outcome = await this.decide(message);
    if (isRefusal(outcome) || outcome.state?.status !== 'ended') return outcome;
    return this.tickets.openAfter(outcome, chatStream(chatId), envelope);
  }

  private decide(message: ChatCommandMessage): Promise<CommandOutcome<Chat | undefined>> {
    const { envelope, chatId, input } = message;
    return this.executor.execute(envelope, {
      stream: chatStream(chatId),
      opens: input.type === 'StartChat',
      decider: chatDecider,
      bounded: input.type !== 'PostChatMessage',
      input,
      needsNoTexts: input.type === 'EraseChat',
      facts: (reader, chat) => this.facts(reader, message, chat),
    });
  }

  /** Messages need only the policies; other commands also the requester, who may have left. */
  private async facts(
    reader: FactReader,
    { chatId, input, candidates }: ChatCommandMessage,
    chat: Chat | undefined,
  ): Promise<LiveSupportFacts> {
    const { policies } = reader;
    if (input.type === 'StartChat')
      return {
        ...(await requestFacts(reader, input)),
        othersWaiting: await this.waiting.others({ ...input, channel: 'chat' }, chatId, candidates, reader),
      };
    if (!chat) return { policies };
    if (chat.ticketId !== null)
      return { policies, ticketExists: !!(await reader.read(ticketDecider, ticketStream(chat.ticketId))) };
    if (input.type === 'PostChatMessage') return { policies };
    return { policies, member: await reader.read(memberDecider, memberStream(chat.teamId, chat.requesterId)) };
  }
}
