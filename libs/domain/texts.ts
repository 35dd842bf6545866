import type { ServedLanguage } from '@ledgerdesk/events';

/** Everything that is said to a requester, by what it says. */
export const TEXT_KEYS = [
  'hub-with-add-on', 'hub-for-champion', 'hub-for-admins', 'hub-needs-add-on',
  'live-support-for-admins', 'no-add-on', 'no-live-support', 'live-support-closed',
  'standard-support', 'callback-urgent', 'callback-number', 'callback-given-up', 'callback-about', 'mail-attachments', 'chat-requester',
] as const;
export type TextKey = (typeof TEXT_KEYS)[number];

/** L1: each text in every language that support is given in; one versioned file. */
export interface Texts {
  readonly version: string;
  readonly texts: Readonly<Record<TextKey, Readonly<Record<ServedLanguage, string>>>>;
}

/** Puts words in the place of their names in braces; a name without a word leaves nothing. */
export const filled = (text: string, words: Readonly<Record<string, string>>): string => text.replace(/\{([^{}]*)\}/g, (_, name: string) => words[name] ?? '');
