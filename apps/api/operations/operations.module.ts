import { type DynamicModule, Module } from '@nestjs/common';
import { HealthController } from './health.controller.js';
import { HEALTH, type Health } from './health.js';

/** Health of the process. */
@Module({})
export class OperationsModule {
  static forRoot(health: Health): DynamicModule {
    return {
      module: OperationsModule,
      controllers: [HealthController],
      providers: [{ provide: HEALTH, useValue: health }],
    };
  }
}
