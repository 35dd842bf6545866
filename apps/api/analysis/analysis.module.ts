import { Module } from '@nestjs/common';
import { ReadModelsController } from './read-models.controller.js';
import { ReplayedPages } from './replayed-pages.js';
import { ReportReader } from './report-reader.js';
import { ReportsController } from './reports.controller.js';
import { RowDiffController } from './row-diff.controller.js';
import { RowLineageController } from './row-lineage.controller.js';
import { SupportReportsController } from './support-reports.controller.js';

/** Read models and reports, for analysts and auditors. */
@Module({
  controllers: [
    ReadModelsController,
    RowLineageController,
    RowDiffController,
    ReportsController,
    SupportReportsController,
  ],
  providers: [ReplayedPages, ReportReader],
})
export class AnalysisModule {}
