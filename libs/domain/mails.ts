import type { Translated } from './text-language.js';

/** Kinds of emails, with the required and the optional placeholders of their templates. */
export const MAIL_PLACEHOLDERS = {
  answer: { needed: ['body'], possible: ['name', 'subject', 'body'] },
  solution: { needed: ['body'], possible: ['name', 'subject', 'body'] },
  appointment: { needed: ['startsAt'], possible: ['name', 'startsAt'] },
  digest: { needed: ['features'], possible: ['name', 'quarter', 'features'] },
} as const satisfies Readonly<
  Record<string, { readonly needed: readonly string[]; readonly possible: readonly string[] }>
>;
export type MailKind = keyof typeof MAIL_PLACEHOLDERS;
export const MAIL_KINDS = Object.keys(MAIL_PLACEHOLDERS) as readonly MailKind[];

export interface MailTemplate {
  readonly subject: string;
  readonly paragraphs: readonly string[];
}

/** L1: each email in every language of texts; one versioned file. */
export interface Mails {
  readonly version: string;
  readonly mails: Readonly<Record<MailKind, Translated<MailTemplate>>>;
}
