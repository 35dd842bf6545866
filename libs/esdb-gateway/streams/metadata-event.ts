import { randomUUID } from 'node:crypto';
import { encodeForeign, type EventToAppend } from '@ledgerdesk/event-store';
import { METADATA_TYPE } from '../protocol/stream-metadata.js';

/** A `$metadata` event that the gateway itself writes. `json` is its data. */
export const metadataEvent = (json: string, at: string): EventToAppend =>
  encodeForeign(
    {
      id: randomUUID(),
      type: METADATA_TYPE,
      contentType: 'application/json',
      data: Buffer.from(json),
      metadata: Buffer.alloc(0),
    },
    at,
  );
