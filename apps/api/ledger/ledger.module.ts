import { Module } from '@nestjs/common';
import { LogController } from './log.controller.js';

/** The event log, for analysts and auditors. */
@Module({
  controllers: [LogController],
})
export class LedgerModule {}
