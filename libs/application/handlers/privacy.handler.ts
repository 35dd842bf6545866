import { accountManagerOf, agentDecider, memberDecider, privacyDecider, teamDecider } from '@ledgerdesk/domain';
import { agentStream, memberStream, privacyStream, type SubjectFields, teamStream } from '@ledgerdesk/events';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandExecutor } from '../command-executor.js';
import { PrivacyCommandMessage } from '../command-messages.js';
import type { FactReader } from '../fact-reader.js';

/** Returns true if the log knows the person. Consultants are agents (E4). */
const isKnown = async (reader: FactReader, { kind, subjectId }: SubjectFields): Promise<boolean> => {
  if (kind === 'account-manager') {
    const team = await reader.read(teamDecider, teamStream(subjectId.split('.')[0] ?? ''));
    return team !== undefined && accountManagerOf(team, subjectId) !== undefined;
  }
  if (kind !== 'member') return (await reader.read(agentDecider, agentStream(subjectId)))?.registered === true;
  const [teamId = '', memberId = ''] = subjectId.split('.');
  return (await reader.read(memberDecider, memberStream(teamId, memberId))) !== undefined;
};

/** Executes commands on the erasure of a person. */
@CommandHandler(PrivacyCommandMessage)
export class PrivacyHandler implements ICommandHandler<PrivacyCommandMessage> {
  constructor(private readonly executor: CommandExecutor) {}

  execute({ envelope, subject, input, isInClear }: PrivacyCommandMessage) {
    return this.executor.execute(envelope, {
      stream: privacyStream(subject),
      bounded: true,
      decider: privacyDecider,
      input,
      needsNoTexts: true,
      facts: async (reader) => ({ isKnown: await isKnown(reader, subject), isInClear }),
    });
  }
}
