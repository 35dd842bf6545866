import { MemberAccess } from '@ledgerdesk/application';
import type { Member } from '@ledgerdesk/domain';
import { isRefusal, type Refusal } from '@ledgerdesk/kernel';
import { Injectable } from '@nestjs/common';
import { valueOrThrow } from '../http/paging.js';
import type { MemberRef } from './caller.js';

/** E2: restricts support to active members. Tokens may outlive the membership. */
@Injectable()
export class ActiveMembers {
  constructor(private readonly access: MemberAccess) {}

  /** Returns the member. Throws Problem unless it is an active member. */
  async require({ teamId, memberId }: MemberRef): Promise<Member> {
    return valueOrThrow(await this.access.activeMember(teamId, memberId));
  }

  /** The refusal unless it is an active member. */
  async refusal({ teamId, memberId }: MemberRef): Promise<Refusal | undefined> {
    const member = await this.access.activeMember(teamId, memberId);
    return isRefusal(member) ? member : undefined;
  }
}
