import { chargeReportOf, digestsOf, responsesOf } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers } from '../answers/index.js';
import { OpenTo } from '../sign-in/access.js';
import { ROWS } from '../tokens.js';
import { ReportQuery } from './report.dto.js';

/** What was promised and kept, for those who look at all teams. */
@ApiTags('analyst')
@Controller('v1/reports')
export class ReportsController {
  constructor(@Inject(ROWS) private readonly rows: RowReader) {}

  @Get('responses')
  @OpenTo(['analyst', 'auditor'], ['response-report'])
  @ApiOperation({ summary: 'Response targets met, missed and solved unanswered, and how long answers took: in all, and by level and month.' })
  @Answers(200, 'ResponseReport')
  responses(@Query() query: ReportQuery) {
    return responsesOf(this.rows, query);
  }

  @Get('charges')
  @OpenTo(['analyst', 'auditor'], ['add-on-ledger'])
  @ApiOperation({ summary: 'What was charged (P9, P10, P14): in all by currency, and by month, product, edition and reason.' })
  @Answers(200, 'ChargeReport')
  charges(@Query() query: ReportQuery) {
    return chargeReportOf(this.rows, query);
  }

  @Get('digests')
  @OpenTo(['analyst', 'auditor'], ['feature-digests'])
  @ApiOperation({ summary: 'The quarterly digests (Q1, Q2): how many teams and admins, and which features they were told of.' })
  @Answers(200, 'DigestReport')
  digests(@Query() query: ReportQuery) {
    return digestsOf(this.rows, query);
  }
}
