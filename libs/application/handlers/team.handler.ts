import { teamDecider } from '@ledgerdesk/domain';
import { teamStream } from '@ledgerdesk/events';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { TeamCommandMessage } from '../command-messages.js';
import { CommandExecutor } from '../command-executor.js';
import type { PolicyTimeline } from '../policies/policy-timeline.js';
import { POLICIES } from '../injection-tokens.js';

@CommandHandler(TeamCommandMessage)
export class TeamHandler implements ICommandHandler<TeamCommandMessage> {
  constructor(
    private readonly executor: CommandExecutor,
    @Inject(POLICIES) private readonly policies: PolicyTimeline,
  ) {}

  execute({ envelope, teamId, input }: TeamCommandMessage) {
    return this.executor.execute(envelope, {
      stream: teamStream(teamId),
      decider: teamDecider,
      counts: ['taxonomy'],
      decide: async (team, at) => teamDecider.decide({ ...input, at }, team, { policies: this.policies.at(at) }),
    });
  }
}
