import { canonicalJson } from '@ledgerdesk/event-store';
import type { Actor, Instant } from '@ledgerdesk/kernel';
import { createHash, randomUUID } from 'node:crypto';
import { v5 } from 'uuid';

/** Namespace of every id that Ledgerdesk derives (RFC 9562, version 5). */
const NAMESPACE = '6f0c1f0a-3c4e-5b0f-9b5e-3a4d1c2e7f10';

/** Who sends a command, and what makes it the same command when it comes again. */
export interface CommandEnvelope {
  readonly commandId: string;
  /** The id was made for this request alone: nothing can be recorded under it yet. */
  readonly fresh?: boolean;
  readonly requestHash: string;
  readonly correlationId: string;
  readonly causationId: string;
  readonly actor: Actor;
  readonly onBehalfOf?: Actor;
  readonly tenant: string;
  /** Revision that the caller saw (`If-Match`): the command is refused when the stream has moved on. */
  readonly ifRevision?: number;
  /** When it happened, if not now: an import carries the past. */
  readonly occurredAt?: Instant;
}

/** A name-based UUID: the same parts give the same id, and no two lists of parts share one. */
export const derivedId = (...parts: readonly string[]): string => v5(JSON.stringify(parts), NAMESPACE);

/**
 * Ids of a command's events: a hash of its id, then the event's index within it. One hash for them all, in the form
 * that RFC 9562 leaves to applications (version 8).
 */
export const eventIdsOf = (commandId: string): ((index: number) => string) => {
  const base = derivedId('event', commandId);
  const prefix = `${base.slice(0, 14)}8${base.slice(15, 32)}`;
  return (index) => prefix + index.toString(16).padStart(4, '0');
};

/**
 * The envelope of one of several commands that a request sends, told from the others by a name: whenever the request comes
 * again, it is the same command. What the caller has seen (`If-Match`) is no revision of it.
 */
export const childEnvelope = ({ ifRevision: _, ...request }: CommandEnvelope, name: string): CommandEnvelope => ({
  ...request,
  commandId: derivedId('part', request.commandId, name),
  causationId: request.commandId,
});

/** SHA-256 of a request, canonical, so that a repeat is told from another request under the same key. */
export const hashRequest = (request: object): string =>
  createHash('sha256').update(canonicalJson(request)).digest('base64url');

/** What tells one request from another when ids are derived. */
export interface RequestIdentity {
  readonly tenant: string;
  readonly actor: Actor;
  readonly route: string;
  /** Without a key every request is a command of its own. */
  readonly idempotencyKey?: string;
}

export const commandIdOf = ({ tenant, actor, route, idempotencyKey }: RequestIdentity): string =>
  idempotencyKey === undefined
    ? randomUUID()
    : derivedId('command', tenant, actor.kind, actor.id, route, idempotencyKey);
