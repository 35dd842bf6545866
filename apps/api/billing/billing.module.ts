import { Module } from '@nestjs/common';
import { AddOnsController } from './add-ons.controller.js';
import { InquiriesController } from './inquiries.controller.js';
import { SeatsController } from './seats.controller.js';
import { TeamInquiriesController } from './team-inquiries.controller.js';

/** Add-ons, seats, quotes, charges and inquiries. */
@Module({
  controllers: [AddOnsController, InquiriesController, SeatsController, TeamInquiriesController],
})
export class BillingModule {}
