import type { Schemas } from '@ledgerdesk/client';

/** An event of the log, masked as the role demands. */
export type LoggedEvent = Schemas['LoggedEvent'];

type Actor = Schemas['EventWithLinks']['command']['actor'];

/** `kind:id` of an actor, as filters take it. */
export const actorText = ({ kind, id }: Actor): string => `${kind}:${id}`;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** `kind:id` of who sent the command of an event; undefined if its metadata does not say. */
export const actorOf = ({ metadata }: { readonly metadata: unknown }): string | undefined => {
  const actor = isRecord(metadata) ? metadata['actor'] : undefined;
  return isRecord(actor) && typeof actor['kind'] === 'string' && typeof actor['id'] === 'string'
    ? `${actor['kind']}:${actor['id']}`
    : undefined;
};

/** The correlation id of an event; undefined if its metadata has none. */
export const correlationOf = ({ metadata }: { readonly metadata: unknown }): string | undefined => {
  const id = isRecord(metadata) ? metadata['correlationId'] : undefined;
  return typeof id === 'string' ? id : undefined;
};

/** The id of the ticket whose stream this is; undefined for other streams. */
export const ticketOfStream = (stream: string): string | undefined =>
  stream.startsWith('ticket-') ? stream.slice('ticket-'.length) : undefined;
