import type { Schemas } from '@ledgerdesk/client';

/** A language in which support replies. */
export type ServedLanguage = Schemas['AgentDetails']['languages'][number];

/** Languages in which support replies, in the order of forms. */
export const SERVED_LANGUAGES = ['en', 'ja'] as const satisfies readonly ServedLanguage[];
