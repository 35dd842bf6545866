import { Module } from '@nestjs/common';
import { UploadsController } from './uploads.controller.js';
import { AttachmentsController } from './attachments.controller.js';
import { TicketFiles } from './ticket-files.js';
import { UploadQuota } from './upload-quota.js';
import { UploadTokens } from './upload-tokens.js';

/** Uploads and downloads of attachments. */
@Module({
  controllers: [UploadsController, AttachmentsController],
  providers: [TicketFiles, UploadQuota, UploadTokens],
  exports: [UploadTokens],
})
export class AttachmentsModule {}
