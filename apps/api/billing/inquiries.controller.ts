import { openInquiries } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { RespondsWith } from '../platform/openapi/schemas.js';
import { PageQuery, valueOrThrow } from '../platform/http/paging.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { ROWS } from '../platform/tokens.js';

@ApiTags('billing')
@Controller('v1/add-on-inquiries')
export class InquiriesController {
  constructor(@Inject(ROWS) private readonly rows: RowReader) {}

  @Get()
  @AllowedRoles(['sales'], { reads: ['add-on-inquiries'] })
  @ApiOperation({
    summary: 'What teams have asked for and no confirmed quote has completed yet, the oldest first (P3).',
  })
  @RespondsWith(200, 'InquiryPage')
  async open(@Query() page: PageQuery) {
    return valueOrThrow(await openInquiries(this.rows, page));
  }
}
