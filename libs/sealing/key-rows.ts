import { SUBJECT_KINDS, type SubjectKind, type SubjectRef } from '@ledgerdesk/events';
import type { Kysely } from 'kysely';
import { randomBytes } from 'node:crypto';
import { type KeyRow, type KeyTables, LOST_KIND } from './key-tables.js';
import type { WrappedKey } from './master-keys.js';
import type { ErasedRef } from './port.js';

const KEY_ID_BYTES = 16;

/** Kind and id of a row: a subject, or something of the engine. */
export type RowName = Omit<SubjectRef, 'kind'> & { readonly kind: string };

type Reference = Pick<KeyRow, 'kind' | 'subject_id'>;

/** Makes the random id of a key. */
export const newKeyId = (): string => randomBytes(KEY_ID_BYTES).toString('base64url');

const isSubjectKind = (kind: string): kind is SubjectKind => SUBJECT_KINDS.some((known) => known === kind);

/** The subject of a row; undefined for rows of the engine. */
export const subjectIn = ({ kind, subject_id: id }: Reference): SubjectRef | undefined =>
  isSubjectKind(kind) ? { kind, id } : undefined;

/** What the tombstone in a row is of: a subject, or a lost key. */
export const erasedIn = (row: Reference): ErasedRef | undefined =>
  row.kind === LOST_KIND ? { kind: LOST_KIND, id: row.subject_id } : subjectIn(row);

/** The wrapped key in a row; undefined if it has none. */
export const wrappedIn = ({
  key_id: keyId,
  kind,
  subject_id: id,
  master_key_id,
  wrapped,
}: KeyRow): WrappedKey | undefined =>
  wrapped === null || master_key_id === null
    ? undefined
    : { keyId, subject: { kind, id }, masterKeyId: master_key_id, wrapped };

/** Reads the row of a kind and an id. */
export const rowOf = (db: Kysely<KeyTables>, { kind, id }: RowName): Promise<KeyRow | undefined> =>
  db.selectFrom('subject_key').selectAll().where('kind', '=', kind).where('subject_id', '=', id).executeTakeFirst();
