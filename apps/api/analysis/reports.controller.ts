import { type PolicyTimeline, POLICIES } from '@ledgerdesk/application';
import type { TimeZones } from '@ledgerdesk/business-time';
import {
  chargeReportQuery,
  digestReportQuery,
  type MonthlyReportFilter,
  responseReportQuery,
} from '@ledgerdesk/projections';
import type { NamedQuery } from '@ledgerdesk/read-store';
import type { Asker } from '@ledgerdesk/runtime';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentAsker } from '../platform/as-of/asker.js';
import { ReadModels } from '../platform/as-of/read-models.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { Problem } from '../platform/http/problem.js';
import { MonthlyReportQuery, ReportQuery } from './report.dto.js';
import { REPORT_SCHEMAS } from './report.schemas.js';

/** Reports over all teams, current or as of an earlier position or instant. */
@ApiTags('analyst')
@Controller('v1/reports')
export class ReportsController {
  constructor(
    private readonly models: ReadModels,
    @Inject(POLICIES) private readonly policies: PolicyTimeline,
  ) {}

  @Get('responses')
  @AllowedRoles(['analyst', 'auditor'], { reads: ['response-report'] })
  @ApiOperation({
    operationId: 'reportResponseTimes',
    summary: 'Report response times',
    description: 'Response targets met and missed, and response times, in total and by level and month.',
  })
  @ApiOkResponse({ schema: REPORT_SCHEMAS.ResponseReport })
  responses(@Query() query: MonthlyReportQuery, @CurrentAsker() asker: Asker) {
    return this.monthly(responseReportQuery, query, asker);
  }

  @Get('charges')
  @AllowedRoles(['analyst', 'auditor'], { reads: ['add-on-ledger'] })
  @ApiOperation({
    operationId: 'reportCharges',
    summary: 'Report charges',
    description: 'Totals by currency, and charges by month, product, edition and reason (P9, P10, P14).',
  })
  @ApiOkResponse({ schema: REPORT_SCHEMAS.ChargeReport })
  charges(@Query() query: MonthlyReportQuery, @CurrentAsker() asker: Asker) {
    return this.monthly(chargeReportQuery, query, asker);
  }

  @Get('digests')
  @AllowedRoles(['analyst', 'auditor'], { reads: ['feature-digests'] })
  @ApiOperation({
    operationId: 'reportFeatureDigests',
    summary: 'Report feature digests',
    description: 'Teams, recipients, mails and features of the quarterly digests (Q1, Q2).',
  })
  @ApiOkResponse({ schema: REPORT_SCHEMAS.DigestReport })
  async digests(@Query() { asOf, by, ...filter }: ReportQuery, @CurrentAsker() asker: Asker) {
    return this.models.query(digestReportQuery, filter, { moment: await this.models.moment({ asOf, by }, asker) });
  }

  /** A report by month. Throws Problem for a time zone that does not exist. */
  private async monthly<Report>(
    report: (zones: TimeZones) => NamedQuery<MonthlyReportFilter, Report>,
    { asOf, by, ...filter }: MonthlyReportQuery,
    asker: Asker,
  ): Promise<Report> {
    const moment = await this.models.moment({ asOf, by }, asker);
    const { zones } = this.policies.at(moment.at);
    const zoneProblem = filter.timeZone === undefined ? undefined : zones.problemWith(filter.timeZone);
    if (zoneProblem !== undefined) throw new Problem(400, 'unknown-time-zone', zoneProblem);
    return this.models.query(report(zones), filter, { moment });
  }
}
