import { openInquiries } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PageQuery, valueOrThrow } from '../platform/http/paging.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { ROWS } from '../platform/tokens.js';
import { BILLING_SCHEMAS } from './billing.schemas.js';

@ApiTags('billing')
@Controller('v1/add-on-inquiries')
export class InquiriesController {
  constructor(@Inject(ROWS) private readonly rows: RowReader) {}

  @Get()
  @AllowedRoles(['sales'], { reads: ['add-on-inquiries'] })
  @ApiOperation({
    summary: 'List open inquiries',
    description: 'Inquiries without a confirmed quote, oldest first (P3).',
  })
  @ApiOkResponse({ schema: BILLING_SCHEMAS.InquiryPage })
  async open(@Query() page: PageQuery) {
    return valueOrThrow(await openInquiries(this.rows, page));
  }
}
