import type { EventMetadata } from '@ledgerdesk/kernel';
import type { CommandEnvelope } from './envelope.js';
import type { FactReader } from './fact-reader.js';

/** The metadata of the events that a command records: who sent it and why, and what its decision read. */
export const metadataOf = (
  { commandId, requestHash, correlationId, causationId, actor, onBehalfOf, tenant, provenance }: CommandEnvelope,
  { revisions, versions }: FactReader,
): EventMetadata => ({
  commandId,
  requestHash,
  correlationId,
  causationId,
  actor,
  ...(onBehalfOf && { onBehalfOf }),
  tenant,
  read: revisions,
  versions,
  ...(provenance && { provenance }),
});
