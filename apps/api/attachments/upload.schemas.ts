import type { Attachment } from '@ledgerdesk/events';
import { EXAMPLES } from '../platform/openapi/examples.js';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import { dateTime, integer, objectOf, string } from '../platform/openapi/schema.js';

export const attachmentFields = {
  sha256: string('SHA-256 of the content, in hexadecimal.', EXAMPLES.sha256),
  name: string('File name.', 'sync.log'),
  mediaType: string('Media type, detected from the content.', 'text/plain'),
  bytes: integer('Size in bytes.', 2048),
};

export const UPLOAD_SCHEMAS = defineSchemas({
  Upload: objectOf<Attachment & { readonly uploadId: string; readonly expiresAt: string }>({
    uploadId: string('Token to pass in `uploads` of a message.', EXAMPLES.uploadId),
    ...attachmentFields,
    expiresAt: dateTime('Instant after which `uploadId` is no longer accepted.'),
  }),
});
