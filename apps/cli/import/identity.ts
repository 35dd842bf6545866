import { type CommandEnvelope, derivedId, hashOf } from '@ledgerdesk/application';
import { ID_PATTERN } from '@ledgerdesk/events';
import type { Actor, Instant } from '@ledgerdesk/kernel';
import { createHash } from 'node:crypto';

const DIGEST = 8;
const READABLE = 40;

/** A label as an id: itself where it is one, otherwise its readable part and a digest, so that no two labels meet. */
export const idOf = (label: string): string => {
  if (ID_PATTERN.test(label)) return label;
  const readable = label.replaceAll(/[^A-Za-z0-9]+/g, '-').replaceAll(/^-|-$/g, '').slice(0, READABLE);
  return `${readable}-${createHash('sha256').update(label).digest('hex').slice(0, DIGEST)}`.replace(/^-/, '');
};

/** The ticket of a case. */
export const ticketIdOf = (source: string, name: string): string => derivedId('import', source, 'ticket', name);

/** The id of the command that a part of an import sends; the same parts, the same command. */
export const importedId = (source: string, ...parts: readonly string[]): string => derivedId('import', source, ...parts);

/** The envelope of an imported command. Its identity stands in for the request: a row is the same row however often it is read. */
export const importedEnvelope = (commandId: string, actor: Actor, tenant: string, occurredAt: Instant): CommandEnvelope =>
  ({ commandId, requestHash: hashOf({ commandId }), correlationId: commandId, causationId: commandId, actor, tenant, occurredAt });
