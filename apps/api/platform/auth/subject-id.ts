import { ID_PATTERN } from '@ledgerdesk/kernel';
import { createHash } from 'node:crypto';

const PREFIX = 'sub-';
/** Ids as they are derived: a subject that looks like one is derived as well, so that nobody can claim another's. */
const DERIVED = /^sub-[A-Za-z0-9_-]{43}$/;

/**
 * The id of a token's subject: the subject itself if it has the form of an id, else `sub-` and the SHA-256 of issuer
 * and subject, since identity providers have subjects of any form, such as `auth0|5f7c8ec7`.
 */
export const subjectId = (issuer: string, subject: string): string => {
  if (ID_PATTERN.test(subject) && !DERIVED.test(subject)) return subject;
  const hash = createHash('sha256').update(JSON.stringify([issuer, subject]));
  return `${PREFIX}${hash.digest('base64url')}`;
};
