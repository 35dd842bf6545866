import type { LogPage } from '@ledgerdesk/event-store';
import type { Position } from '@ledgerdesk/kernel';

/** What a follower asks of the thread that holds the tail: the page after a position. */
export interface PageRequest {
  /** Returned with the page. */
  readonly request: number;
  readonly after: Position;
}

/** What the thread that holds the tail sends. */
export type TailMessage =
  /** There are events that have not been asked for. Sent once until the next request. */
  | { readonly kind: 'news' }
  /** `page` is undefined if the tail does not reach back to the position. */
  | { readonly kind: 'page'; readonly request: number; readonly page: LogPage | undefined }
  /** The log is closed. */
  | { readonly kind: 'closed' };
