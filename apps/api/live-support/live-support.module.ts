import { Module } from '@nestjs/common';
import { CallbacksController } from './callbacks.controller.js';
import { ChatsController } from './chats.controller.js';
import { ChatUpdatesController } from './chat-updates.controller.js';
import { ChatReader } from './chat-reader.js';
import { ChatUpdates } from './chat-updates.js';
import { OwnLiveRequestsController } from './own-live-requests.controller.js';
import { QueuePositions } from './queue-positions.js';
import { RequestParties } from './request-parties.js';

/** Chats and callbacks, for requesters. */
@Module({
  controllers: [OwnLiveRequestsController, CallbacksController, ChatsController, ChatUpdatesController],
  providers: [ChatReader, ChatUpdates, QueuePositions, RequestParties],
  exports: [ChatReader, QueuePositions, RequestParties],
})
export class LiveSupportModule {}
