import type { EventMetadata, EventOrigin } from '@ledgerdesk/kernel';
import type { CommandEnvelope } from './envelope.js';
import type { FactReader } from './fact-reader.js';

/** The origin of the events of a command. What the command says about the import is more exact. */
export const originOf = ({ provenance }: Pick<CommandEnvelope, 'provenance'>, process: EventOrigin): EventOrigin => ({
  ...process,
  ...(provenance && { provenance }),
});

/** The metadata of the events that a command records: who sent it and why, and what its decision read. */
export const metadataOf = (
  envelope: CommandEnvelope,
  { revisions, versions }: Pick<FactReader, 'revisions' | 'versions'>,
  origin: EventOrigin = {},
): EventMetadata => {
  const { commandId, requestHash, correlationId, causationId, actor, onBehalfOf, tenant } = envelope;
  return {
    commandId,
    requestHash,
    correlationId,
    causationId,
    actor,
    ...(onBehalfOf && { onBehalfOf }),
    tenant,
    read: revisions,
    versions,
    ...originOf(envelope, origin),
  };
};
