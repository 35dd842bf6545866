import { messageOf } from '@ledgerdesk/kernel';
import { secretIn } from '../../server/settings-schema.js';

/** Result of one check. `trouble` is an error; `note` requires no action. */
export interface Finding {
  readonly what: string;
  readonly state: 'good' | 'trouble' | 'note';
  readonly detail: string;
}

export const good = (what: string, detail: string): Finding => ({ what, state: 'good', detail });
export const note = (what: string, detail: string): Finding => ({ what, state: 'note', detail });
export const trouble = (what: string, error: unknown): Finding => ({
  what,
  state: 'trouble',
  detail: messageOf(error),
});

/** The value of a setting without its secrets. */
export const masked = (name: string, value: unknown): string => {
  const secret = secretIn(name);
  if (secret === true) return '***';
  return secret === 'in-url' ? String(value).replace(/\/\/([^:/@]+):[^@]*@/, '//$1:***@') : String(value);
};
