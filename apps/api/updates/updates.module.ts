import { Module } from '@nestjs/common';
import { OwnUpdatesController } from './own-updates.controller.js';

/** Live updates for requesters. */
@Module({ controllers: [OwnUpdatesController] })
export class UpdatesModule {}
