import { Module } from '@nestjs/common';
import { ReadModelsController } from './read-models.controller.js';
import { ReportsController } from './reports.controller.js';

/** Read models and reports, for analysts and auditors. */
@Module({
  controllers: [ReadModelsController, ReportsController],
})
export class AnalysisModule {}
