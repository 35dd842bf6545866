import { MemberAccess, EngineClock, type PolicyTimeline, POLICIES } from '@ledgerdesk/application';
import type { TextLanguage } from '@ledgerdesk/domain';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { valueOrThrow } from '../platform/http/paging.js';
import { ReaderLanguage } from '../platform/http/reader-language.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { CurrentMember } from '../platform/auth/current-caller.js';
import type { MemberRef } from '../platform/auth/caller.js';
import { LanguageQuery } from '../platform/http/language-query.dto.js';
import { ContactQuery } from './support.dto.js';
import { toContactOptions, toSupportRoute } from './support.view.js';
import { SUPPORT_SCHEMAS } from './support.schemas.js';

/** Entry points to support, for every member. */
@ApiTags('requester')
@Controller('v1')
export class SupportController {
  constructor(
    private readonly access: MemberAccess,
    private readonly clock: EngineClock,
    @Inject(POLICIES) private readonly policies: PolicyTimeline,
  ) {}

  @Get('support-route')
  @AllowedRoles(['member', 'service'])
  @ApiOperation({
    operationId: 'getSupportRoute',
    summary: 'Get the support route',
    description: "Where you get support, by your role and your team's add-ons (H7).",
  })
  @ApiOkResponse({ schema: SUPPORT_SCHEMAS.SupportRoute })
  async route(
    @CurrentMember() { teamId, memberId }: MemberRef,
    @ReaderLanguage() language: TextLanguage,
    @Query() _: LanguageQuery,
  ) {
    const now = this.clock.now();
    return toSupportRoute(
      valueOrThrow(await this.access.supportRoute(teamId, memberId, now)),
      this.policies.at(now),
      language,
    );
  }

  @Get('contact-options')
  @AllowedRoles(['member', 'service'])
  @ApiOperation({
    operationId: 'listContactOptions',
    summary: 'List contact options',
    description: 'Channels, opening hours and response targets for a product (R1–R4, E3, E9, E10, L1–L7).',
  })
  @ApiOkResponse({ schema: SUPPORT_SCHEMAS.ContactOptions })
  async options(
    @CurrentMember() { teamId, memberId }: MemberRef,
    @ReaderLanguage() language: TextLanguage,
    @Query() { product }: ContactQuery,
  ) {
    const requester = { teamId, requesterId: memberId, ...(product === undefined ? {} : { product }) };
    const now = this.clock.now();
    return toContactOptions(
      valueOrThrow(await this.access.contactOptions(requester, now)),
      this.policies.at(now),
      language,
    );
  }
}
