import { Module } from '@nestjs/common';
import { AddOnsController } from './add-ons.controller.js';
import { InquiriesController } from './inquiries.controller.js';
import { TeamInquiriesController } from './team-inquiries.controller.js';

/** Add-ons, quotes, charges and inquiries. */
@Module({
  controllers: [AddOnsController, InquiriesController, TeamInquiriesController],
})
export class BillingModule {}
