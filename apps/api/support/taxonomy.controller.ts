import { EngineClock, type PolicyTimeline, POLICIES } from '@ledgerdesk/application';
import type { TextLanguage } from '@ledgerdesk/domain';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AllowedRoles } from '../platform/auth/access.js';
import { LanguageQuery } from '../platform/http/language-query.dto.js';
import { ReaderLanguage } from '../platform/http/reader-language.js';
import { SUPPORT_SCHEMAS } from './support.schemas.js';
import { toTaxonomy } from './support.view.js';

/** What requests are about, for those who work on them. Requesters read it with their contact options. */
@ApiTags('agent')
@Controller('v1')
export class TaxonomyController {
  constructor(
    private readonly clock: EngineClock,
    @Inject(POLICIES) private readonly policies: PolicyTimeline,
  ) {}

  @Get('taxonomy')
  @AllowedRoles(['agent', 'sales', 'operator', 'analyst', 'auditor'])
  @ApiOperation({
    operationId: 'getTaxonomy',
    summary: 'Get the taxonomy',
    description:
      "Products and issue types of the policy in force, with their names in the reader's language (R4, D4, D5).",
  })
  @ApiOkResponse({ schema: SUPPORT_SCHEMAS.Taxonomy })
  taxonomy(@ReaderLanguage() language: TextLanguage, @Query() _: LanguageQuery) {
    const now = this.clock.now();
    return toTaxonomy(this.policies.at(now), language, now);
  }
}
