import type { RecordedEvent, Row, SentError } from '@ledgerdesk/kernel';

/** A request to the process of an own projection: events to apply, or `rows` to return the rows. */
export type FoldRequest = { readonly events: readonly RecordedEvent[] } | 'rows';

/** An answer of the process. Errors lose their class on the way. */
export type FoldAnswer =
  | { readonly kind: 'ready'; readonly name: string; readonly handles: readonly string[] }
  | { readonly kind: 'applied' }
  | { readonly kind: 'rows'; readonly rows: readonly (readonly [string, Row])[] }
  | { readonly kind: 'failed'; readonly error: SentError };
