import { MemberAccess } from '@ledgerdesk/application';
import type { Member } from '@ledgerdesk/domain';
import { Injectable } from '@nestjs/common';
import { Problem } from '../http/problem.js';
import type { MemberRef } from './caller.js';

/** E2: only active members are served, whatever their token says. */
@Injectable()
export class ActiveMembers {
  constructor(private readonly access: MemberAccess) {}

  /** The member; throws for someone who is not, or no longer, an active member. */
  async assert({ teamId, memberId }: MemberRef): Promise<Member> {
    const member = await this.access.member(teamId, memberId);
    if (!member?.active)
      throw new Problem(403, 'member-not-active', 'Support is for active members of the team.', { rule: 'E2' });
    return member;
  }
}
