import { Module } from '@nestjs/common';
import { EventLinks } from './event-links.js';
import { LogController } from './log.controller.js';
import { LogSearch } from './log-search.js';

/** The event log, for analysts and auditors. */
@Module({
  controllers: [LogController],
  providers: [EventLinks, LogSearch],
})
export class LedgerModule {}
