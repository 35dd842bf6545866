import { chatDecider } from '@ledgerdesk/domain';
import { chatStream } from '@ledgerdesk/events';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ChatCommandMessage } from '../command-messages.js';
import { CommandExecutor } from '../command-executor.js';
import { requestFacts } from '../request-facts.js';
import type { PolicyTimeline } from '../policies/policy-timeline.js';
import { POLICIES } from '../injection-tokens.js';

@CommandHandler(ChatCommandMessage)
export class ChatHandler implements ICommandHandler<ChatCommandMessage> {
  constructor(
    private readonly executor: CommandExecutor,
    @Inject(POLICIES) private readonly policies: PolicyTimeline,
  ) {}

  execute({ envelope, chatId, input }: ChatCommandMessage) {
    return this.executor.execute(envelope, {
      stream: chatStream(chatId),
      opens: input.type === 'StartChat',
      decider: chatDecider,
      counts: input.type === 'StartChat' ? ['policy', 'calendars', 'taxonomy', 'tzdb'] : ['policy'],
      decide: async (chat, at, facts) => {
        const policies = this.policies.at(at);
        return chatDecider.decide(
          { ...input, at },
          chat,
          input.type === 'StartChat' ? await requestFacts(facts, policies, input, at) : { policies },
        );
      },
    });
  }
}
