import { agentDecider } from '@ledgerdesk/domain';
import { agentStream } from '@ledgerdesk/events';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ToAgent } from '../commands.js';
import { CommandExecutor } from '../executor.js';
import type { RuleBook } from '../rules/rule-book.js';
import { RULES } from '../tokens.js';

@CommandHandler(ToAgent)
export class AgentHandler implements ICommandHandler<ToAgent> {
  constructor(
    private readonly executor: CommandExecutor,
    @Inject(RULES) private readonly rules: RuleBook,
  ) {}

  execute({ envelope, agentId, input }: ToAgent) {
    return this.executor.execute(envelope, {
      stream: agentStream(agentId),
      fold: agentDecider,
      counts: [],
      decide: async (agent, at) => agentDecider.decide({ ...input, at }, agent, { rules: this.rules.at(at) }),
    });
  }
}
