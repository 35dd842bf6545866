import { Module } from '@nestjs/common';
import { ReadsController } from './reads.controller.js';

/** The read audit, for auditors. */
@Module({ controllers: [ReadsController] })
export class ReadAuditModule {}
