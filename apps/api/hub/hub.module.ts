import { Module } from '@nestjs/common';
import { HubController } from './hub.controller.js';
import { HubUpdatesController } from './hub-updates.controller.js';
import { HubUpdates } from './hub-updates.js';

/** Dashboard, recommendations and live updates of the hub. */
@Module({
  controllers: [HubController, HubUpdatesController],
  providers: [HubUpdates],
})
export class HubModule {}
