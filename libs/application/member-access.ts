import {
  type AddOn,
  addOnDecider,
  addOnsOf,
  type ContactOptions,
  contactOptions,
  hubRefused,
  memberDecider,
  type SupportRoute,
  supportRoute,
  teamDecider,
} from '@ledgerdesk/domain';
import { addOnStream, memberStream, teamStream } from '@ledgerdesk/events';
import type { Instant, Refusal } from '@ledgerdesk/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { CommandExecutor } from './command-executor.js';
import { FactReader } from './fact-reader.js';
import { type SupportRequest, requestFacts } from './request-facts.js';
import type { PolicyTimeline } from './policies/policy-timeline.js';
import { POLICIES } from './injection-tokens.js';

/** Where members without a hub write to support (H5, H6). */
export const SUPPORT_PATH = '/v1/tickets';
/** Where admins land in the hub (H4). */
export const HUB_PATH = '/v1/hub/dashboard';

/** Decides from the log's facts who may look at what, and reach support how; nothing here comes from the token but who it is. */
@Injectable()
export class MemberAccess {
  constructor(
    private readonly executor: CommandExecutor,
    @Inject(POLICIES) private readonly policies: PolicyTimeline,
  ) {}

  /** Whether there is such a team. */
  async hasTeam(teamId: string): Promise<boolean> {
    return (await this.executor.streams.load(teamDecider, teamStream(teamId))).state !== undefined;
  }

  /** The member as the log knows it; undefined for someone who was never added. */
  async member(teamId: string, memberId: string) {
    return (await this.executor.streams.load(memberDecider, memberStream(teamId, memberId))).state;
  }

  /** H1, H2, C4: why the hub stays closed to this member; undefined when it is open. */
  async hubRefused(teamId: string, memberId: string, at: Instant): Promise<Refusal | undefined> {
    return hubRefused(await this.member(teamId, memberId), await this.addOns(teamId, at), at, SUPPORT_PATH);
  }

  /** H7: where support is for this member. */
  async supportRoute(teamId: string, memberId: string, at: Instant): Promise<SupportRoute | Refusal> {
    return supportRoute(await this.member(teamId, memberId), await this.addOns(teamId, at), at);
  }

  /** R3: how support can be reached about a product, by the facts that a request would be decided from. */
  async contactOptions(asking: SupportRequest, at: Instant): Promise<ContactOptions | Refusal> {
    const policies = this.policies.at(at);
    const { team, member, addOn } = await requestFacts(new FactReader(this.executor.streams), policies, asking, at);
    return contactOptions({ team, member, addOn, product: asking.product, at }, policies);
  }

  private addOns(teamId: string, at: Instant): Promise<readonly (AddOn | undefined)[]> {
    return Promise.all(
      addOnsOf(this.policies.at(at).taxonomy).map(
        async (product) => (await this.executor.streams.load(addOnDecider, addOnStream(teamId, product))).state,
      ),
    );
  }
}
