import { CommandExecutor } from '@ledgerdesk/application';
import { accountManagerOf, agentDecider, memberDecider, teamDecider } from '@ledgerdesk/domain';
import { agentStream, memberStream, type SubjectFields, teamStream } from '@ledgerdesk/events';
import { Injectable } from '@nestjs/common';
import { Problem } from '../platform/http/problem.js';

/** Looks up people whose data the log holds. */
@Injectable()
export class KnownSubjects {
  constructor(private readonly executor: CommandExecutor) {}

  /** Returns whether the person is erased. Throws Problem for a person whom the log does not know. */
  async assertKnown({ kind, subjectId }: SubjectFields): Promise<{ readonly erased: boolean }> {
    const found = await this.#find(kind, subjectId);
    if (found) return found;
    throw new Problem(404, 'subject-not-found', 'There is no such person. Check the kind and the id.');
  }

  #find(kind: SubjectFields['kind'], subjectId: string) {
    if (kind === 'member') return this.#member(subjectId);
    return kind === 'account-manager' ? this.#accountManager(subjectId) : this.#agent(subjectId);
  }

  async #accountManager(subjectId: string) {
    const team = await this.executor.readWithoutTexts(teamDecider, teamStream(subjectId.split('.')[0] ?? ''));
    return team && accountManagerOf(team, subjectId);
  }

  async #member(subjectId: string) {
    const [teamId = '', memberId = ''] = subjectId.split('.');
    return this.executor.readWithoutTexts(memberDecider, memberStream(teamId, memberId));
  }

  /** Consultants are agents (E4). */
  async #agent(agentId: string) {
    const agent = await this.executor.readWithoutTexts(agentDecider, agentStream(agentId));
    return agent?.registered ? agent : undefined;
  }
}
