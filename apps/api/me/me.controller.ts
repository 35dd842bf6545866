import { EngineClock, MemberAccess, POLICIES, type PolicyTimeline } from '@ledgerdesk/application';
import type { ServedLanguage } from '@ledgerdesk/events';
import { addOnLedger, addOnsOf, agentOf, agents, memberOf, members } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AllowedRoles } from '../platform/auth/access.js';
import { type Caller, type MemberRef, TOKEN_KINDS } from '../platform/auth/caller.js';
import { CurrentCaller } from '../platform/auth/current-caller.js';
import { LanguageQuery } from '../platform/http/language-query.dto.js';
import { ReaderLanguage } from '../platform/http/reader-language.js';
import { ROWS } from '../platform/tokens.js';
import { CallerAbilities } from './caller-abilities.js';
import { ME_SCHEMAS } from './me.schemas.js';
import { toMe } from './me.view.js';
import { MemberOffers } from './member-offers.js';

const NO_MEMBER = {
  onBehalfOf: null,
  member: undefined,
  team: undefined,
  addOns: [],
  purchases: [],
  liveSupport: [],
} as const;

/** The caller, for every kind of token. */
@ApiTags('caller')
@Controller('v1/me')
export class MeController {
  constructor(
    private readonly abilities: CallerAbilities,
    private readonly offers: MemberOffers,
    private readonly access: MemberAccess,
    private readonly clock: EngineClock,
    @Inject(POLICIES) private readonly policies: PolicyTimeline,
    @Inject(ROWS) private readonly rows: RowReader,
  ) {}

  @Get()
  @AllowedRoles(TOKEN_KINDS, { reads: [members.name, agents.name, addOnLedger.name], isMemberOptional: true })
  @ApiOperation({
    operationId: 'getMe',
    summary: 'Get yourself',
    description:
      'Who you are and what you may do, for every kind of token. A refused ability has the code with which its ' +
      'routes respond, so that a client need not try them. A service that acts for a member also gets what is ' +
      'known of the member. Members who are not active can read this too.',
  })
  @ApiOkResponse({ schema: ME_SCHEMAS.Me })
  async me(@CurrentCaller() caller: Caller, @ReaderLanguage() language: ServedLanguage, @Query() _: LanguageQuery) {
    const reading = { policies: this.policies.at(this.clock.now()), language };
    const refusals = await this.abilities.refusalsOf(caller);
    const { kind, member } = caller;
    if (!member) return toMe({ caller, refusals, name: await this.nameOf(caller), ...NO_MEMBER }, reading);
    const name = (await memberOf(this.rows, member))?.name ?? null;
    const who =
      kind === 'member' ? { name, onBehalfOf: null } : { name: null, onBehalfOf: { id: member.memberId, name } };
    return toMe({ caller, refusals, ...who, ...(await this.membership(member)) }, reading);
  }

  /** E2: what an active member has and is offered. Others learn nothing of the team. */
  private async membership(ref: MemberRef) {
    const member = await this.access.member(ref.teamId, ref.memberId);
    const team = member?.active ? await this.access.team(ref.teamId) : undefined;
    return {
      member,
      team,
      addOns: team ? await addOnsOf(this.rows, ref.teamId, this.clock.now()) : [],
      purchases: team ? await this.offers.purchases(ref) : [],
      liveSupport: await this.offers.live(ref, team?.products ?? []),
    };
  }

  /** The engine knows the names of registered agents only. */
  private async nameOf({ kind, actor }: Caller): Promise<string | null> {
    return kind === 'agent' ? ((await agentOf(this.rows, actor.id))?.name ?? null) : null;
  }
}
