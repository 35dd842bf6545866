import { type MemberCommand, memberDecider, teamDecider } from '@ledgerdesk/domain';
import { memberStream, teamStream } from '@ledgerdesk/events';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ToMember } from '../commands.js';
import { CommandExecutor, type RuleSource } from '../executor.js';
import type { RuleBook } from '../rules/rule-book.js';
import { RULES } from '../tokens.js';

const COUNTING: Partial<Record<MemberCommand['type'], readonly RuleSource[]>> = {
  NameChampion: ['policy'],
  SaveTicketView: ['taxonomy'],
};

@CommandHandler(ToMember)
export class MemberHandler implements ICommandHandler<ToMember> {
  constructor(
    private readonly executor: CommandExecutor,
    @Inject(RULES) private readonly rules: RuleBook,
  ) {}

  execute({ envelope, teamId, memberId, input }: ToMember) {
    return this.executor.execute(envelope, {
      stream: memberStream(teamId, memberId),
      fold: memberDecider,
      counts: COUNTING[input.type] ?? [],
      decide: async (member, at, facts) => {
        const team = input.type === 'AddMember' ? await facts.read(teamDecider, teamStream(teamId)) : undefined;
        return memberDecider.decide({ ...input, at }, member, { rules: this.rules.at(at), team });
      },
    });
  }
}
