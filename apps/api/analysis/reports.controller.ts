import { readChargeReport, readDigestReport, readResponseReport } from '@ledgerdesk/projections';
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
  responses(@Query() { asOf, by, ...filter }: ReportQuery) {
    return this.models.ask({ asOf, by }, { names: ['response-report'] }, (rows) => readResponseReport(rows, filter));
  }

  @Get('charges')
  @AllowedRoles(['analyst', 'auditor'], { reads: ['add-on-ledger'] })
  @ApiOperation({
    summary: 'What was charged (P9, P10, P14): in all by currency, and by month, product, edition and reason.',
  })
  @ApiOkResponse({ schema: REPORT_SCHEMAS.ChargeReport })
  charges(@Query() { asOf, by, ...filter }: ReportQuery) {
    return this.models.ask({ asOf, by }, { names: ['add-on-ledger'] }, (rows) => readChargeReport(rows, filter));
  }

  @Get('digests')
  @AllowedRoles(['analyst', 'auditor'], { reads: ['feature-digests'] })
  @ApiOperation({
    summary: 'The quarterly digests (Q1, Q2): how many teams and admins, and which features they were told of.',
  })
  @ApiOkResponse({ schema: REPORT_SCHEMAS.DigestReport })
  digests(@Query() { asOf, by, ...filter }: ReportQuery) {
    return this.models.ask({ asOf, by }, { names: ['feature-digests'] }, (rows) => readDigestReport(rows, filter));
  }
}
