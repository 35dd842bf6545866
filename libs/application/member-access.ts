import {
  type AddOn,
  addOnDecider,
  addOnsOf,
  type ContactOptions,
  contactOptions,
  hubRefusal,
  memberDecider,
  type SupportRoute,
  supportRoute,
  teamDecider,
} from '@ledgerdesk/domain';
import { addOnStream, memberStream, teamStream } from '@ledgerdesk/events';
import type { Instant, Refusal } from '@ledgerdesk/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { CommandExecutor } from './command-executor.js';
import { POLICIES } from './injection-tokens.js';
import type { PolicyTimeline } from './policies/policy-timeline.js';
import { requestFacts, type SupportRequest } from './request-facts.js';

/** Path where members without access to the hub open tickets (H5, H6). */
export const SUPPORT_PATH = '/v1/tickets';
/** Path where admins enter the hub (H4). */
export const HUB_PATH = '/v1/hub/dashboard';

/**
 * Decides from the log which members may use the hub and how they contact support. A token only identifies the member.
 * While the log cannot be reached, decides from what was read before, for a minute.
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
    return (await this.executor.views.load(teamDecider, teamStream(teamId))).state !== undefined;
  }

  /** The member's state; undefined if never added. */
  async member(teamId: string, memberId: string) {
    return (await this.executor.views.load(memberDecider, memberStream(teamId, memberId))).state;
  }

  /** H1, H2, C4: the refusal if this member may not use the hub; undefined if they may. */
  async hubRefusal(teamId: string, memberId: string, at: Instant): Promise<Refusal | undefined> {
    return hubRefusal(await this.member(teamId, memberId), await this.addOns(teamId, at), at, SUPPORT_PATH);
  }

  /** H7: how this member contacts support. */
  async supportRoute(teamId: string, memberId: string, at: Instant): Promise<SupportRoute | Refusal> {
    return supportRoute(await this.member(teamId, memberId), await this.addOns(teamId, at), at);
  }

  /** R3: the ways to contact support about a product, from the same facts that decide a request. */
  async contactOptions(request: SupportRequest, at: Instant): Promise<ContactOptions | Refusal> {
    const { team, member, addOn } = await requestFacts(this.executor.viewReader(at), request);
    return contactOptions({ team, member, addOn, product: request.product, at }, this.policies.at(at));
  }

  private addOns(teamId: string, at: Instant): Promise<readonly (AddOn | undefined)[]> {
    return Promise.all(
      addOnsOf(this.policies.at(at).taxonomy).map(
        async (product) => (await this.executor.views.load(addOnDecider, addOnStream(teamId, product))).state,
      ),
    );
  }
}
