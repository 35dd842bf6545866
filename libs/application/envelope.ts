import { canonicalJson } from '@ledgerdesk/event-store';
import type { Actor, ImportProvenance, Instant, RecordedEvent } from '@ledgerdesk/kernel';
import { prefixedHash } from '@ledgerdesk/sealing';
import { hash, randomUUID } from 'node:crypto';
import type { Precondition } from './precondition.js';

/** Namespace of every derived ID (RFC 9562, version 5). */
const NAMESPACE = Buffer.from('6f0c1f0a3c4e5b0f9b5e3a4d1c2e7f10', 'hex');

/** Who sends a command, why, and how a repeat of it is recognized. */
export interface CommandEnvelope {
  readonly commandId: string;
  /** True if the ID was made for this request alone: nothing can be recorded under it yet. */
  readonly fresh?: boolean | undefined;
  /** Hash of the request; the same `commandId` with another hash is refused. */
  readonly requestHash: string;
  readonly correlationId: string;
  readonly causationId: string;
  readonly actor: Actor;
  readonly onBehalfOf?: Actor | undefined;
  readonly tenant: string;
  /** `If-Match` and `If-None-Match`; the command is refused unless the stream's revision meets them. */
  readonly precondition?: Precondition | undefined;
  /** When it happened, if not now: imports, simulations and consequences of earlier events. */
  readonly occurredAt?: Instant | undefined;
  /** The imported row that the command was made from. Default: that of the process. */
  readonly provenance?: ImportProvenance | undefined;
}

/**
 * A name-based UUID (RFC 9562, version 5): the same parts give the same ID, and different lists of parts give different
 * IDs.
 */
export const derivedId = (...parts: readonly string[]): string =>
  nameBasedUuid(prefixedHash('sha1', NAMESPACE, JSON.stringify(parts), 'hex'));

/** The UUID of version 5 that has a SHA-1 digest, in hex: its first 16 bytes with the bits of version and variant. */
const nameBasedUuid = (sha1: string): string => {
  const variant = ((parseInt(sha1.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  const [timeLow, timeMid, timeHigh] = [sha1.slice(0, 8), sha1.slice(8, 12), sha1.slice(13, 16)];
  return `${timeLow}-${timeMid}-5${timeHigh}-${variant}${sha1.slice(17, 20)}-${sha1.slice(20, 32)}`;
};

/**
 * IDs of a command's events: a hash of the command's ID and of what is recorded, then the event's index. A store takes
 * an append with the same IDs for the same append. So the IDs depend on the content: if two engines decide one command
 * on different states, only the append of one succeeds. Computes one hash for all of them. The form is UUID version 8
 * (RFC 9562), which is left to applications.
 *
 * `content`: the time, metadata and data of the events, as canonical text.
 */
export const eventIdsOf = (commandId: string, ...content: readonly string[]): ((index: number) => string) => {
  const base = derivedId('event', commandId, ...content);
  const prefix = `${base.slice(0, 14)}8${base.slice(15, 32)}`;
  return (index) => prefix + index.toString(16).padStart(4, '0');
};

const hashOf = (request: object): string => hash('sha256', canonicalJson(request), 'base64url');

/** The input of `commandEnvelope`. */
interface EnvelopeSource extends Omit<CommandEnvelope, 'requestHash' | 'correlationId' | 'causationId'> {
  /** The content that a repeat must match; hashed as canonical JSON (SHA-256). */
  readonly request: object;
  /** Default: the command's own ID. */
  readonly correlationId?: string | undefined;
  readonly causationId?: string | undefined;
}

/** Builds an envelope from a command ID and an actor. */
export const commandEnvelope = (source: EnvelopeSource): CommandEnvelope => ({
  commandId: source.commandId,
  fresh: source.fresh,
  requestHash: hashOf(source.request),
  correlationId: source.correlationId ?? source.commandId,
  causationId: source.causationId ?? source.commandId,
  actor: source.actor,
  onBehalfOf: source.onBehalfOf,
  tenant: source.tenant,
  precondition: source.precondition,
  occurredAt: source.occurredAt,
  provenance: source.provenance,
});

/** The input of `engineEnvelope`. */
interface EngineEnvelopeSource extends Omit<EnvelopeSource, 'commandId' | 'actor'> {
  /** Parts that the command's ID derives from. */
  readonly id: readonly string[];
}

/**
 * Builds the envelope of a command that a component of the engine sends.
 *
 * @example
 * engineEnvelope('webhooks', { id: ['webhook-gone', webhookId], request: { webhookId }, tenant });
 */
export const engineEnvelope = (component: string, { id, ...source }: EngineEnvelopeSource): CommandEnvelope =>
  commandEnvelope({ ...source, commandId: derivedId(...id), actor: { kind: 'engine', id: component } });

/** The values that a process adds to an envelope. */
interface ReactionSource extends Pick<CommandEnvelope, 'tenant' | 'occurredAt'> {
  /** Distinguishes several commands that the process sends for one event. */
  readonly parts?: readonly string[];
}

/**
 * Builds the envelope of a command that a process sends in response to an event. The same event gives the same
 * envelope, so a repeated delivery repeats the command.
 */
export const reactionEnvelope = (
  process: string,
  { id, metadata: { correlationId } }: Pick<RecordedEvent, 'id' | 'metadata'>,
  { parts = [], ...source }: ReactionSource,
): CommandEnvelope =>
  engineEnvelope(process, {
    ...source,
    id: [process, id, ...parts],
    request: { process, id, what: parts },
    correlationId,
    causationId: id,
  });

/**
 * Builds the envelope of one of several commands that one request sends; `name` distinguishes them. A repeat of the
 * request gives the same envelopes. Preconditions do not carry over.
 */
export const childEnvelope = ({ precondition: _, ...request }: CommandEnvelope, name: string): CommandEnvelope => ({
  ...request,
  commandId: derivedId('part', request.commandId, name),
  causationId: request.commandId,
});

/** The values from which a request's command ID is derived. */
export interface RequestIdentity {
  readonly tenant: string;
  readonly actor: Actor;
  readonly route: string;
  /** Without a key, every request gets a new ID. */
  readonly idempotencyKey?: string | undefined;
}

/** The ID of a request's command: the same for the same key, caller and route. */
export const commandIdOf = ({ tenant, actor, route, idempotencyKey }: RequestIdentity): string =>
  idempotencyKey === undefined
    ? randomUUID()
    : derivedId('command', tenant, actor.kind, actor.id, route, idempotencyKey);
