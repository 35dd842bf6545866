import { Module } from '@nestjs/common';
import { EventLinks } from './event-links.js';
import { LedgerController } from './ledger.controller.js';
import { LogController } from './log.controller.js';
import { LogSearch } from './log-search.js';

import { TicketProofController } from './ticket-proof.controller.js';
import { TicketProofs } from './ticket-proofs.js';
import { TreeProofs } from './tree-proofs.js';

/** The event log, for analysts and auditors. */
@Module({
  controllers: [LedgerController, TicketProofController, LogController],
  providers: [TreeProofs, TicketProofs, EventLinks, LogSearch],
})
export class LedgerModule {}
