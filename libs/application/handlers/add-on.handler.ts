import { addOnDecider } from '@ledgerdesk/domain';
import { addOnStream } from '@ledgerdesk/events';
import { isRefusal } from '@ledgerdesk/kernel';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { buyingFacts } from '../buying-facts.js';
import { ToAddOn } from '../commands.js';
import { CommandExecutor } from '../executor.js';
import type { RuleBook } from '../rules/rule-book.js';
import { RULES } from '../tokens.js';

@CommandHandler(ToAddOn)
export class AddOnHandler implements ICommandHandler<ToAddOn> {
  constructor(
    private readonly executor: CommandExecutor,
    @Inject(RULES) private readonly rules: RuleBook,
  ) {}

  execute({ envelope, teamId, product, buyer, input }: ToAddOn) {
    return this.executor.execute(envelope, {
      stream: addOnStream(teamId, product),
      fold: addOnDecider,
      counts: ['policy', 'prices', 'tzdb'],
      decide: async (addOn, at, facts) => {
        const buying = await buyingFacts(facts, this.rules, at, teamId, buyer);
        return isRefusal(buying) ? buying : addOnDecider.decide({ ...input, at }, addOn, buying);
      },
    });
  }
}
