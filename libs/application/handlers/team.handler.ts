import { teamDecider } from '@ledgerdesk/domain';
import { teamStream } from '@ledgerdesk/events';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandExecutor } from '../command-executor.js';
import { TeamCommandMessage } from '../command-messages.js';

/** Executes commands on a team. */
@CommandHandler(TeamCommandMessage)
export class TeamHandler implements ICommandHandler<TeamCommandMessage> {
  constructor(private readonly executor: CommandExecutor) {}

  execute({ envelope, teamId, input }: TeamCommandMessage) {
    return this.executor.execute(envelope, {
      stream: teamStream(teamId),
      decider: teamDecider,
      input,
      facts: async ({ policies }) => ({ policies }),
    });
  }
}
