import { memberDecider, teamDecider } from '@ledgerdesk/domain';
import { memberStream, teamStream } from '@ledgerdesk/events';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandExecutor } from '../command-executor.js';
import { MemberCommandMessage } from '../command-messages.js';

/** Executes commands on a member of a team. */
@CommandHandler(MemberCommandMessage)
export class MemberHandler implements ICommandHandler<MemberCommandMessage> {
  constructor(private readonly executor: CommandExecutor) {}

  execute({ envelope, teamId, memberId, input }: MemberCommandMessage) {
    return this.executor.execute(envelope, {
      stream: memberStream(teamId, memberId),
      decider: memberDecider,
      bounded: input.type !== 'SaveTicketView',
      input,
      needsNoTexts: input.type === 'EraseMember',
      facts: async (reader) => ({
        policies: reader.policies,
        team: input.type === 'AddMember' ? await reader.read(teamDecider, teamStream(teamId)) : undefined,
      }),
    });
  }
}
