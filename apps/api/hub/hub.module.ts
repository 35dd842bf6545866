import { Module } from '@nestjs/common';
import { HubController } from './hub.controller.js';
import { HubUpdatesController } from './hub-updates.controller.js';

/** Dashboard, recommendations and live updates of the hub. */
@Module({
  controllers: [HubController, HubUpdatesController],
})
export class HubModule {}
