import { addOnDecider, addOnsOf, type InquiryFacts, memberDecider, teamDecider } from '@ledgerdesk/domain';
import { addOnStream, memberStream, teamStream } from '@ledgerdesk/events';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandExecutor } from '../command-executor.js';
import { TeamCommandMessage } from '../command-messages.js';
import type { FactReader } from '../fact-reader.js';

const teamFacts = async (
  reader: FactReader,
  teamId: string,
  input: TeamCommandMessage['input'],
): Promise<InquiryFacts> => {
  const { policies } = reader;
  if (input.type !== 'InquireAddOn' && input.type !== 'CloseInquiry' && input.type !== 'ChangeTeam')
    return { policies };
  const addOns = await Promise.all(
    addOnsOf(policies.taxonomy).map((product) => reader.read(addOnDecider, addOnStream(teamId, product))),
  );
  if (input.type !== 'InquireAddOn') return { policies, addOns };
  return { policies, addOns, member: await reader.read(memberDecider, memberStream(teamId, input.memberId)) };
};

/** Executes commands on a team. */
@CommandHandler(TeamCommandMessage)
export class TeamHandler implements ICommandHandler<TeamCommandMessage> {
  constructor(private readonly executor: CommandExecutor) {}

  execute({ envelope, teamId, input }: TeamCommandMessage) {
    return this.executor.execute(envelope, {
      stream: teamStream(teamId),
      decider: teamDecider,
      bounded: true,
      input,
      facts: (reader) => teamFacts(reader, teamId, input),
    });
  }
}
