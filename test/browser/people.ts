import type { PersonKind } from '../../apps/api/platform/auth/session/hub-session.js';

/** Whom a link signs in. */
export interface Person {
  readonly kind: PersonKind;
  readonly subject?: string;
  readonly team?: string;
}

/** People of the sandbox, one of each kind. */
export const PEOPLE = {
  admin: { kind: 'member', subject: 'aiko', team: 'acme' },
  member: { kind: 'member', subject: 'ben', team: 'acme' },
  other: { kind: 'member', subject: 'greta', team: 'globex' },
  agent: { kind: 'agent', subject: 'kenji' },
  sales: { kind: 'sales' },
  operator: { kind: 'operator' },
  analyst: { kind: 'analyst' },
  auditor: { kind: 'auditor' },
} as const satisfies Readonly<Record<string, Person>>;
