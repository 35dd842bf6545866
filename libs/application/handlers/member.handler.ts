import { type MemberCommand, memberDecider, teamDecider } from '@ledgerdesk/domain';
import { memberStream, teamStream } from '@ledgerdesk/events';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { MemberCommandMessage } from '../command-messages.js';
import { CommandExecutor, type PolicySource } from '../command-executor.js';
import type { PolicyTimeline } from '../policies/policy-timeline.js';
import { POLICIES } from '../injection-tokens.js';

const COUNTING: Partial<Record<MemberCommand['type'], readonly PolicySource[]>> = {
  NameChampion: ['policy'],
  SaveTicketView: ['taxonomy'],
};

@CommandHandler(MemberCommandMessage)
export class MemberHandler implements ICommandHandler<MemberCommandMessage> {
  constructor(
    private readonly executor: CommandExecutor,
    @Inject(POLICIES) private readonly policies: PolicyTimeline,
  ) {}

  execute({ envelope, teamId, memberId, input }: MemberCommandMessage) {
    return this.executor.execute(envelope, {
      stream: memberStream(teamId, memberId),
      decider: memberDecider,
      counts: COUNTING[input.type] ?? [],
      decide: async (member, at, facts) => {
        const team = input.type === 'AddMember' ? await facts.read(teamDecider, teamStream(teamId)) : undefined;
        return memberDecider.decide({ ...input, at }, member, { policies: this.policies.at(at), team });
      },
    });
  }
}
