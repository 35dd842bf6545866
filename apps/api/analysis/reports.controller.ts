import { chargeReportQuery, digestReportQuery, responseReportQuery } from '@ledgerdesk/projections';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ReadModels } from '../platform/as-of/read-models.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { ReportQuery } from './report.dto.js';
import { REPORT_SCHEMAS } from './report.schemas.js';

/** Reports over all teams, current or as of an earlier position or instant. */
@ApiTags('analyst')
@Controller('v1/reports')
export class ReportsController {
  constructor(private readonly models: ReadModels) {}

  @Get('responses')
  @AllowedRoles(['analyst', 'auditor'], { reads: ['response-report'] })
  @ApiOperation({
    summary: 'Report response times',
    description: 'Response targets met and missed, and response times, in total and by level and month.',
  })
  @ApiOkResponse({ schema: REPORT_SCHEMAS.ResponseReport })
  async responses(@Query() { asOf, by, ...filter }: ReportQuery) {
    return this.models.query(responseReportQuery, filter, { moment: await this.models.moment({ asOf, by }) });
  }

  @Get('charges')
  @AllowedRoles(['analyst', 'auditor'], { reads: ['add-on-ledger'] })
  @ApiOperation({
    summary: 'Report charges',
    description: 'Totals by currency, and charges by month, product, edition and reason (P9, P10, P14).',
  })
  @ApiOkResponse({ schema: REPORT_SCHEMAS.ChargeReport })
  async charges(@Query() { asOf, by, ...filter }: ReportQuery) {
    return this.models.query(chargeReportQuery, filter, { moment: await this.models.moment({ asOf, by }) });
  }

  @Get('digests')
  @AllowedRoles(['analyst', 'auditor'], { reads: ['feature-digests'] })
  @ApiOperation({
    summary: 'Report feature digests',
    description: 'Teams, recipients and features of the quarterly digests (Q1, Q2).',
  })
  @ApiOkResponse({ schema: REPORT_SCHEMAS.DigestReport })
  async digests(@Query() { asOf, by, ...filter }: ReportQuery) {
    return this.models.query(digestReportQuery, filter, { moment: await this.models.moment({ asOf, by }) });
  }
}
