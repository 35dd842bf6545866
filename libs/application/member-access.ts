import {
  activeMember,
  type AddOn,
  addOnDecider,
  addOnsOf,
  billingRefusal,
  type ContactOptions,
  contactOptions,
  hubRefusal,
  type Member,
  memberDecider,
  type Policies,
  type SupportRoute,
  supportRoute,
  type Team,
  teamDecider,
} from '@ledgerdesk/domain';
import { addOnStream, memberStream, teamStream } from '@ledgerdesk/events';
import { type Instant, isRefusal, type Refusal } from '@ledgerdesk/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { CommandExecutor } from './command-executor.js';
import { POLICIES } from './injection-tokens.js';
import type { PolicyTimeline } from './policies/policy-timeline.js';
import { requestFacts, type SupportRequest } from './request-facts.js';
import type { StreamReader } from './stream-views.js';

/** Path where members without access to the hub open tickets (H5, H6). */
export const SUPPORT_PATH = '/v1/tickets';
/** Path where admins enter the hub (H4). */
export const HUB_PATH = '/v1/hub/dashboard';

/** Undefined if never added. */
const memberIn = async (read: StreamReader, teamId: string, memberId: string): Promise<Member | undefined> =>
  (await read(memberDecider, memberStream(teamId, memberId))).state;

/**
 * Decides from the log which members may use the hub and how they contact support. A token only identifies the member.
 * While the log cannot be reached, decides from what was read before, for a minute. Otherwise refuses only by what the
 * log has now.
 *
 * @example
 * const refused = await access.hubRefused('acme', 'aiko', clock.now());
 * if (refused) throw problemOf(refused);
 */
@Injectable()
export class MemberAccess {
  constructor(
    private readonly executor: CommandExecutor,
    @Inject(POLICIES) private readonly policies: PolicyTimeline,
  ) {}

  /** Returns true if the team is registered. */
  async hasTeam(teamId: string): Promise<boolean> {
    const team = (read: StreamReader) => read(teamDecider, teamStream(teamId));
    return (await this.executor.views.decide(team, ({ state }) => state === undefined)).state !== undefined;
  }

  /** The member, active or not; undefined if never added. */
  async member(teamId: string, memberId: string): Promise<Member | undefined> {
    return memberIn((...view) => this.executor.views.load(...view), teamId, memberId);
  }

  /** Returns the team; undefined if it is not registered. */
  async team(teamId: string): Promise<Team | undefined> {
    return (await this.executor.views.load(teamDecider, teamStream(teamId))).state;
  }

  /** E2: the member if active, a refusal otherwise. */
  activeMember(teamId: string, memberId: string): Promise<Member | Refusal> {
    return this.executor.views.decide(async (read) => activeMember(await memberIn(read, teamId, memberId)));
  }

  /** E2, P6: the refusal if this member may not use the team's billing; undefined if they may. */
  billingRefusal(teamId: string, memberId: string, policies: Policies): Promise<Refusal | undefined> {
    return this.executor.views.decide(async (read) => {
      const member = await memberIn(read, teamId, memberId);
      if (member) return billingRefusal({ kind: 'member', member }, policies);
      const unknown = activeMember(member);
      return isRefusal(unknown) ? unknown : undefined;
    });
  }

  /** H1, H2, C4: the refusal if this member may not use the hub; undefined if they may. */
  hubRefusal(teamId: string, memberId: string, at: Instant): Promise<Refusal | undefined> {
    return this.executor.views.decide(async (read) =>
      hubRefusal(await memberIn(read, teamId, memberId), await this.addOns(read, teamId, at), at, SUPPORT_PATH),
    );
  }

  /** H7: how this member contacts support. */
  supportRoute(teamId: string, memberId: string, at: Instant): Promise<SupportRoute | Refusal> {
    return this.executor.views.decide(async (read) =>
      supportRoute(await memberIn(read, teamId, memberId), await this.addOns(read, teamId, at), at),
    );
  }

  /** R3: the ways to contact support about a product, from the same facts that decide a request. */
  contactOptions(request: SupportRequest, at: Instant): Promise<ContactOptions | Refusal> {
    return this.executor.views.decide(async (read) => {
      const { team, member, addOn } = await requestFacts(this.executor.viewReader(at, read), request);
      return contactOptions({ team, member, addOn, product: request.product, at }, this.policies.at(at));
    });
  }

  private addOns(read: StreamReader, teamId: string, at: Instant): Promise<readonly (AddOn | undefined)[]> {
    return Promise.all(
      addOnsOf(this.policies.at(at).taxonomy).map(
        async (product) => (await read(addOnDecider, addOnStream(teamId, product))).state,
      ),
    );
  }
}
