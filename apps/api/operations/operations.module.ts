import { type DynamicModule, Module } from '@nestjs/common';
import { HealthController } from './health.controller.js';
import { HEALTH, type Health } from './health.js';
import { MetricsController } from './metrics.controller.js';
import { Metrics } from './metrics.js';

/** Health and metrics of the process. */
@Module({})
export class OperationsModule {
  static forRoot(health: Health, metrics: Metrics): DynamicModule {
    return {
      module: OperationsModule,
      controllers: [HealthController, MetricsController],
      providers: [
        { provide: HEALTH, useValue: health },
        { provide: Metrics, useValue: metrics },
      ],
    };
  }
}
