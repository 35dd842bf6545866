import { MemberAccess } from '@ledgerdesk/application';
import type { Member } from '@ledgerdesk/domain';
import { Injectable } from '@nestjs/common';
import { Problem } from '../http/problem.js';
import type { MemberRef } from './caller.js';

/** E2: restricts support to active members. Tokens may outlive the membership. */
@Injectable()
export class ActiveMembers {
  constructor(private readonly access: MemberAccess) {}

  /** Returns the member. Throws Problem unless it is an active member. */
  async require({ teamId, memberId }: MemberRef): Promise<Member> {
    const member = await this.access.member(teamId, memberId);
    if (!member?.active)
      throw new Problem(403, 'member-not-active', 'Only active members of the team can use support.', { rule: 'E2' });
    return member;
  }
}
