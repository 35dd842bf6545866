import type { Projection } from '@ledgerdesk/kernel';
import type { Draft } from './memory-log.js';

/** A reminder: due at an instant, or null once it has been sent. */
export type Reminder = { readonly note: string; readonly at: string | null };

type ReminderEvent =
  | { readonly type: 'Set'; readonly data: Reminder }
  | { readonly type: 'Sent' | 'Cancelled'; readonly data: { readonly note: string } };

/** A projection whose rows fall due. */
export const reminders: Projection<ReminderEvent, Reminder> = {
  name: 'reminders',
  version: 1,
  handles: ['Set', 'Sent', 'Cancelled'],
  table: { columns: { at: 'text' }, indexes: [['at']] },
  keysOf: ({ data }) => [data.note],
  evolve: (_key, row, { type, data }) => {
    if (type === 'Cancelled') return undefined;
    return 'at' in data ? data : row && { ...row, at: null };
  },
};

export const set = (note: string, at: string): Draft => ({ type: 'Set', data: { note, at } });
export const sent = (note: string): Draft => ({ type: 'Sent', data: { note } });
export const cancelled = (note: string): Draft => ({ type: 'Cancelled', data: { note } });
