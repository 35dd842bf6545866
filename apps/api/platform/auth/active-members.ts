import { MemberAccess } from '@ledgerdesk/application';
import type { Member } from '@ledgerdesk/domain';
import { type Refusal, refuse } from '@ledgerdesk/kernel';
import { Injectable } from '@nestjs/common';
import { problemOf } from '../http/problem.js';
import type { MemberRef } from './caller.js';

const NOT_ACTIVE = refuse('forbidden', 'member-not-active', 'Only active members of the team can use support.', {
  rule: 'E2',
});

/** E2: restricts support to active members. Tokens may outlive the membership. */
@Injectable()
export class ActiveMembers {
  constructor(private readonly access: MemberAccess) {}

  /** Returns the member. Throws Problem unless it is an active member. */
  async require({ teamId, memberId }: MemberRef): Promise<Member> {
    const member = await this.access.member(teamId, memberId);
    if (!member?.active) throw problemOf(NOT_ACTIVE);
    return member;
  }

  /** The refusal unless it is an active member. */
  async refusal({ teamId, memberId }: MemberRef): Promise<Refusal | undefined> {
    return (await this.access.member(teamId, memberId))?.active ? undefined : NOT_ACTIVE;
  }
}
