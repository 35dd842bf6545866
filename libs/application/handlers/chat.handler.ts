import { chatDecider } from '@ledgerdesk/domain';
import { chatStream } from '@ledgerdesk/events';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ToChat } from '../commands.js';
import { CommandExecutor } from '../executor.js';
import { requestFacts } from '../request-facts.js';
import type { RuleBook } from '../rules/rule-book.js';
import { RULES } from '../tokens.js';

@CommandHandler(ToChat)
export class ChatHandler implements ICommandHandler<ToChat> {
  constructor(
    private readonly executor: CommandExecutor,
    @Inject(RULES) private readonly rules: RuleBook,
  ) {}

  execute({ envelope, chatId, input }: ToChat) {
    return this.executor.execute(envelope, {
      stream: chatStream(chatId),
      opens: input.type === 'StartChat',
      fold: chatDecider,
      counts: input.type === 'StartChat' ? ['policy', 'calendars', 'taxonomy', 'tzdb'] : ['policy'],
      decide: async (chat, at, facts) => {
        const rules = this.rules.at(at);
        return chatDecider.decide(
          { ...input, at },
          chat,
          input.type === 'StartChat' ? await requestFacts(facts, rules, input, at) : { rules },
        );
      },
    });
  }
}
