import { Module } from '@nestjs/common';
import { TimeController } from './time.controller.js';

/** The engine's time. */
@Module({ controllers: [TimeController] })
export class TimeModule {}
