import { responsesOf } from '@ledgerdesk/projections';
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
}
