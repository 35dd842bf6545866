import { teamDecider } from '@ledgerdesk/domain';
import { teamStream } from '@ledgerdesk/events';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ToTeam } from '../commands.js';
import { CommandExecutor } from '../executor.js';
import type { RuleBook } from '../rules/rule-book.js';
import { RULES } from '../tokens.js';

@CommandHandler(ToTeam)
export class TeamHandler implements ICommandHandler<ToTeam> {
  constructor(
    private readonly executor: CommandExecutor,
    @Inject(RULES) private readonly rules: RuleBook,
  ) {}

  execute({ envelope, teamId, input }: ToTeam) {
    return this.executor.execute(envelope, {
      stream: teamStream(teamId),
      fold: teamDecider,
      counts: ['taxonomy'],
      decide: async (team, at) => teamDecider.decide({ ...input, at }, team, { rules: this.rules.at(at) }),
    });
  }
}
