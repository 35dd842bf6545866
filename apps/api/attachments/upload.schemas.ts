import type { Attachment } from '@ledgerdesk/events';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import { dateTime, integer, objectOf, string } from '../platform/openapi/schema.js';

export const attachmentFields = {
  sha256: string('SHA-256 of the content, in hexadecimal.'),
  name: string('File name.'),
  mediaType: string('Media type, detected from the content.'),
  bytes: integer('Size in bytes.'),
};

export const UPLOAD_SCHEMAS = defineSchemas({
  Upload: objectOf<Attachment & { readonly uploadId: string; readonly expiresAt: string }>({
    uploadId: string('Token to pass in `uploads` of a message.'),
    ...attachmentFields,
    expiresAt: dateTime('Instant after which `uploadId` is no longer accepted.'),
  }),
});
