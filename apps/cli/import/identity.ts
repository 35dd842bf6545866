import { type CommandEnvelope, commandEnvelope, derivedId } from '@ledgerdesk/application';
import { ID_PATTERN } from '@ledgerdesk/events';
import type { Actor, Instant } from '@ledgerdesk/kernel';
import { createHash } from 'node:crypto';

const DIGEST = 16;
const READABLE = 40;
/** What made ids end with: a label that does so is given another end, so that no label is taken for another. */
const MADE = /_[0-9a-f]{16}$/;

const isId = (label: string): boolean => ID_PATTERN.test(label) && !MADE.test(label);
const digestOf = (label: string): string => createHash('sha256').update(label).digest('hex').slice(0, DIGEST);
const readableOf = (label: string): string =>
  label
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, READABLE);

/** A label as an id: itself where it is one, otherwise its readable part and a digest, so that no two labels meet. */
export const idOf = (label: string): string => (isId(label) ? label : `${readableOf(label)}_${digestOf(label)}`);

/** Of people nothing readable goes into an id, but an id that the log has given them itself. */
export const personIdOf = (label: string): string => (isId(label) ? label : `person_${digestOf(label)}`);

/** The id of what a part of an import makes or sends; the same parts, the same id. */
export const importedId = (source: string, ...parts: readonly string[]): string =>
  derivedId('import', source, ...parts);

/** The ticket of a case. */
export const ticketIdOf = (source: string, name: string): string => importedId(source, 'ticket', name);

/** The command of a case's row, by its ordinal in time. */
export const rowIdOf = (source: string, name: string, ordinal: number): string =>
  importedId(source, 'row', name, String(ordinal));

/** The command that reopens a solved ticket before such a row. */
export const reopeningIdOf = (source: string, name: string, ordinal: number): string =>
  importedId(source, 'reopening', name, String(ordinal));

/** The envelope of an imported command. Its identity stands in for the request: a row is the same row however often it is read. */
export const importedEnvelope = (
  commandId: string,
  actor: Actor,
  tenant: string,
  occurredAt: Instant,
): CommandEnvelope => commandEnvelope({ commandId, request: { commandId }, actor, tenant, occurredAt });
