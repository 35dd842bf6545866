import { type CommandEnvelope, commandEnvelope, derivedId } from '@ledgerdesk/application';
import { type Actor, ID_PATTERN, type ImportProvenance, type Instant } from '@ledgerdesk/kernel';
import { createHash } from 'node:crypto';

const DIGEST_LENGTH = 16;
const READABLE_LENGTH = 40;
/** Suffix of generated ids. Labels that end like this are also replaced, so that no two labels share an id. */
const GENERATED_SUFFIX = /_[0-9a-f]{16}$/;

const isId = (label: string): boolean => ID_PATTERN.test(label) && !GENERATED_SUFFIX.test(label);
const digestOf = (label: string): string => createHash('sha256').update(label).digest('hex').slice(0, DIGEST_LENGTH);
const readablePart = (label: string): string =>
  label
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, READABLE_LENGTH);

/** Returns a label that is a valid id unchanged; any other becomes its readable part and a digest, which is unique. */
export const idOf = (label: string): string => (isId(label) ? label : `${readablePart(label)}_${digestOf(label)}`);

/** Like `idOf` for people: the generated id contains nothing readable. */
export const personIdOf = (label: string): string => (isId(label) ? label : `person_${digestOf(label)}`);

/** Derives the id of an imported entity or command. The same parts give the same id. */
export const importedId = (source: string, ...parts: readonly string[]): string =>
  derivedId('import', source, ...parts);

/** Returns the ticket id of a case. */
export const ticketIdOf = (source: string, name: string): string => importedId(source, 'ticket', name);

/** Returns the command id of a row, by its ordinal in the case. */
export const rowIdOf = (source: string, name: string, ordinal: number): string =>
  importedId(source, 'row', name, String(ordinal));

/** Returns the id of the command that reopens a solved ticket before a row. */
export const reopeningIdOf = (source: string, name: string, ordinal: number): string =>
  importedId(source, 'reopening', name, String(ordinal));

/** Returns the id of the follow-up ticket that a row opens. */
export const followUpTicketIdOf = (source: string, name: string, ordinal: number): string =>
  importedId(source, 'follow-up-ticket', name, String(ordinal));

/** Returns the id of the command that opens a follow-up ticket before a row. */
export const followUpIdOf = (source: string, name: string, ordinal: number): string =>
  importedId(source, 'follow-up', name, String(ordinal));

/** When the event of a row happened, and where the row is. */
export interface RowOrigin {
  readonly at: Instant;
  readonly provenance: ImportProvenance;
}

/** Returns the envelope of an imported command. The request hash depends only on the command id. */
export const importedEnvelope = (
  commandId: string,
  actor: Actor,
  tenant: string,
  { at: occurredAt, provenance }: RowOrigin,
): CommandEnvelope => commandEnvelope({ commandId, request: { commandId }, actor, tenant, occurredAt, provenance });
