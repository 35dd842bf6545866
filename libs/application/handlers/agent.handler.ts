import { agentDecider } from '@ledgerdesk/domain';
import { agentStream } from '@ledgerdesk/events';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { AgentCommandMessage } from '../command-messages.js';
import { CommandExecutor } from '../command-executor.js';
import type { PolicyTimeline } from '../policies/policy-timeline.js';
import { POLICIES } from '../injection-tokens.js';

@CommandHandler(AgentCommandMessage)
export class AgentHandler implements ICommandHandler<AgentCommandMessage> {
  constructor(
    private readonly executor: CommandExecutor,
    @Inject(POLICIES) private readonly policies: PolicyTimeline,
  ) {}

  execute({ envelope, agentId, input }: AgentCommandMessage) {
    return this.executor.execute(envelope, {
      stream: agentStream(agentId),
      decider: agentDecider,
      counts: [],
      decide: async (agent, at) => agentDecider.decide({ ...input, at }, agent, { policies: this.policies.at(at) }),
    });
  }
}
