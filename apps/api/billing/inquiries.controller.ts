import { inquiriesIn, NAME_MODELS, namesOf } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AllowedRoles } from '../platform/auth/access.js';
import { mapPage, valueOrThrow } from '../platform/http/paging.js';
import { ROWS } from '../platform/tokens.js';
import { InquiriesQuery } from './billing.dto.js';
import { BILLING_SCHEMAS } from './billing.schemas.js';
import { toNamedInquiry } from './inquiry.view.js';

@ApiTags('billing')
@Controller('v1/add-on-inquiries')
export class InquiriesController {
  constructor(@Inject(ROWS) private readonly rows: RowReader) {}

  @Get()
  @AllowedRoles(['sales'], { reads: ['add-on-inquiries', ...NAME_MODELS] })
  @ApiOperation({
    operationId: 'listInquiries',
    summary: 'List inquiries',
    description: 'Open ones oldest first, completed or closed ones newest first (P3).',
  })
  @ApiOkResponse({ schema: BILLING_SCHEMAS.SalesInquiryPage })
  async list(@Query() { state = 'open', team: teamId, ...request }: InquiriesQuery) {
    const page = valueOrThrow(await inquiriesIn(this.rows, { state, teamId }, request));
    const names = await namesOf(this.rows, { teams: page.items.map((row) => row.teamId), members: page.items });
    return mapPage(page, (inquiry) => toNamedInquiry(inquiry, names));
  }
}
