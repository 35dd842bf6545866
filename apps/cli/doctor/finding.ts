import type { Finding as IntegrityFinding, FindingCode, FindingState } from '@ledgerdesk/integrity';
import { messageOf } from '@ledgerdesk/kernel';
import { secretIn } from '../../server/settings-schema.js';

/**
 * Result of one check. `trouble` is an error; `unknown` is a question that these stores cannot answer; `note` requires
 * no action.
 */
export interface Finding {
  readonly what: string;
  readonly state: 'good' | 'trouble' | 'unknown' | 'note';
  readonly detail: string;
  /** What kind of fact is wrong; absent for checks of settings and servers. See docs/doctor.md. */
  readonly code?: FindingCode;
}

export const good = (what: string, detail: string): Finding => ({ what, state: 'good', detail });
export const note = (what: string, detail: string): Finding => ({ what, state: 'note', detail });
export const trouble = (what: string, error: unknown, code?: FindingCode): Finding => ({
  what,
  state: 'trouble',
  detail: messageOf(error),
  ...(code && { code }),
});

const STATES: Readonly<Record<FindingState, Finding['state']>> = {
  damage: 'trouble',
  unknown: 'unknown',
  note: 'note',
};

/** A finding of the deep checks. */
export const deepFinding = ({ code, state, place, detail }: IntegrityFinding): Finding => ({
  what: place,
  state: STATES[state],
  detail,
  code,
});

/** The value of a setting without its secrets. */
export const masked = (name: string, value: unknown): string => {
  const secret = secretIn(name);
  if (secret === true) return '***';
  return secret === 'in-url' ? String(value).replace(/\/\/([^:/@]+):[^@]*@/, '//$1:***@') : String(value);
};
