import { chargeReportQuery, digestReportQuery, responseReportQuery } from '@ledgerdesk/projections';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ReadModels } from '../platform/as-of/read-models.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { ReportQuery } from './report.dto.js';
import { REPORT_SCHEMAS } from './report.schemas.js';

/** What was promised and kept, for those who look at all teams; now, or as it was known at a moment. */
@ApiTags('analyst')
@Controller('v1/reports')
export class ReportsController {
  constructor(private readonly models: ReadModels) {}

  @Get('responses')
  @AllowedRoles(['analyst', 'auditor'], { reads: ['response-report'] })
  @ApiOperation({
    summary:
      'Response targets met, missed and solved unanswered, and how long answers took: in all, and by level and month.',
  })
  @ApiOkResponse({ schema: REPORT_SCHEMAS.ResponseReport })
  async responses(@Query() { asOf, by, ...filter }: ReportQuery) {
    return this.models.query(responseReportQuery, filter, { moment: await this.models.moment({ asOf, by }) });
  }

  @Get('charges')
  @AllowedRoles(['analyst', 'auditor'], { reads: ['add-on-ledger'] })
  @ApiOperation({
    summary: 'What was charged (P9, P10, P14): in all by currency, and by month, product, edition and reason.',
  })
  @ApiOkResponse({ schema: REPORT_SCHEMAS.ChargeReport })
  async charges(@Query() { asOf, by, ...filter }: ReportQuery) {
    return this.models.query(chargeReportQuery, filter, { moment: await this.models.moment({ asOf, by }) });
  }

  @Get('digests')
  @AllowedRoles(['analyst', 'auditor'], { reads: ['feature-digests'] })
  @ApiOperation({
    summary: 'The quarterly digests (Q1, Q2): how many teams and admins, and which features they were told of.',
  })
  @ApiOkResponse({ schema: REPORT_SCHEMAS.DigestReport })
  async digests(@Query() { asOf, by, ...filter }: ReportQuery) {
    return this.models.query(digestReportQuery, filter, { moment: await this.models.moment({ asOf, by }) });
  }
}
