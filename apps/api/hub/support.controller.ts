import { MemberAccess, Recorder, type PolicyTimeline, POLICIES } from '@ledgerdesk/application';
import type { ServedLanguage } from '@ledgerdesk/events';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { RespondsWith } from '../platform/openapi/schemas.js';
import { readOrThrow } from '../platform/http/paging.js';
import { ForReader } from '../platform/http/reader-language.js';
import { OpenTo } from '../platform/auth/access.js';
import { ForMember } from '../platform/auth/called-by.js';
import type { MemberRef } from '../platform/auth/caller.js';
import { ContactQuery, ReaderQuery } from './support.dto.js';
import { saying, shownContactOptions, shownRoute } from './support.view.js';

/** The way to support, the same for everyone who is signed in. */
@ApiTags('requester')
@Controller('v1')
export class SupportController {
  constructor(
    private readonly access: MemberAccess,
    private readonly recorder: Recorder,
    @Inject(POLICIES) private readonly policies: PolicyTimeline,
  ) {}

  @Get('support-route')
  @OpenTo(['member', 'service'])
  @ApiOperation({ summary: "Where support is for you, by your role and your team's add-ons (H7)." })
  @RespondsWith(200, 'SupportRoute')
  async route(
    @ForMember() { teamId, memberId }: MemberRef,
    @ForReader() language: ServedLanguage,
    @Query() _: ReaderQuery,
  ) {
    const now = this.recorder.clock.now();
    return shownRoute(
      readOrThrow(await this.access.supportRoute(teamId, memberId, now)),
      saying(this.policies.at(now), language),
    );
  }

  @Get('contact-options')
  @OpenTo(['member', 'service'])
  @ApiOperation({
    summary:
      'How you can reach support about a product, when, and how fast a request is answered (R1–R4, E3, E9, E10, L1–L7).',
  })
  @RespondsWith(200, 'ContactOptions')
  async options(
    @ForMember() { teamId, memberId }: MemberRef,
    @ForReader() language: ServedLanguage,
    @Query() { product }: ContactQuery,
  ) {
    const asking = { teamId, requesterId: memberId, ...(product === undefined ? {} : { product }) };
    const now = this.recorder.clock.now();
    return shownContactOptions(
      readOrThrow(await this.access.contactOptions(asking, now)),
      this.policies.at(now),
      language,
    );
  }
}
