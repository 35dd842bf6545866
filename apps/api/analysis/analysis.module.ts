import { Module } from '@nestjs/common';
import { ReadModelsController } from './read-models.controller.js';
import { ReplayedPages } from './replayed-pages.js';
import { ReportFactsController } from './report-facts.controller.js';
import { ReportReader } from './report-reader.js';
import { ReportsController } from './reports.controller.js';
import { RowDiffController } from './row-diff.controller.js';
import { RowLineageController } from './row-lineage.controller.js';
import { SupportReportsController } from './support-reports.controller.js';
import { WhatIfController } from './what-if/what-if.controller.js';
import { WhatIfJobs } from './what-if/what-if-jobs.js';

/** Read models, reports and what-if, for analysts and auditors. */
@Module({
  controllers: [
    ReadModelsController,
    RowLineageController,
    RowDiffController,
    ReportsController,
    SupportReportsController,
    WhatIfController,
    ReportFactsController,
  ],
  providers: [ReplayedPages, ReportReader, WhatIfJobs],
})
export class AnalysisModule {}
