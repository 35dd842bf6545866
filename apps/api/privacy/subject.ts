import { ERASABLE_SUBJECTS, type ErasableSubject, type SubjectFields } from '@ledgerdesk/events';
import { ID_PATTERN } from '@ledgerdesk/kernel';
import { Problem } from '../platform/http/problem.js';

const isKind = (kind: string): kind is ErasableSubject => ERASABLE_SUBJECTS.some((known) => known === kind);

/** The number of an account manager of a team, after the first. */
const SUCCESSOR = /^(?:[1-9]\d{0,5})?$/;

/**
 * Returns true for the id of a person: of a member, `<team id>.<member id>`; of an account manager, `<team id>` or
 * `<team id>.<number>`; otherwise one id.
 */
const isIdOf = (kind: ErasableSubject, id: string): boolean => {
  const parts = id.split('.');
  if (kind === 'account-manager') return ID_PATTERN.test(parts[0] ?? '') && SUCCESSOR.test(parts.slice(1).join('.'));
  return parts.length === (kind === 'member' ? 2 : 1) && parts.every((part) => ID_PATTERN.test(part));
};

/** The person that a path or body names. Throws Problem for an id that nobody of the kind can have, as if unknown. */
export const subjectOf = (kind: string, subjectId: string): SubjectFields => {
  if (isKind(kind) && isIdOf(kind, subjectId)) return { kind, subjectId };
  throw new Problem(404, 'subject-not-found', 'There is no such person. Check the kind and the id.');
};

/** The team of a member; null for other people. */
export const teamOf = ({ kind, subjectId }: SubjectFields): string | null =>
  kind === 'member' ? (subjectId.split('.')[0] ?? null) : null;
