import { addOnDecider } from '@ledgerdesk/domain';
import { addOnStream } from '@ledgerdesk/events';
import { isRefusal } from '@ledgerdesk/kernel';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { buyingFacts } from '../buying-facts.js';
import { AddOnCommandMessage } from '../command-messages.js';
import { CommandExecutor } from '../command-executor.js';
import type { PolicyTimeline } from '../policies/policy-timeline.js';
import { POLICIES } from '../injection-tokens.js';

@CommandHandler(AddOnCommandMessage)
export class AddOnHandler implements ICommandHandler<AddOnCommandMessage> {
  constructor(
    private readonly executor: CommandExecutor,
    @Inject(POLICIES) private readonly policies: PolicyTimeline,
  ) {}

  execute({ envelope, teamId, product, buyer, input }: AddOnCommandMessage) {
    return this.executor.execute(envelope, {
      stream: addOnStream(teamId, product),
      decider: addOnDecider,
      counts: ['policy', 'prices', 'tzdb'],
      decide: async (addOn, at, facts) => {
        const buying = await buyingFacts(facts, this.policies, at, teamId, buyer);
        return isRefusal(buying) ? buying : addOnDecider.decide({ ...input, at }, addOn, buying);
      },
    });
  }
}
