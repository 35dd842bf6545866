import type { ScrubStatus } from '@ledgerdesk/integrity';
import type { SentError } from '@ledgerdesk/kernel';
import type { Settings } from '../settings.js';
import type { StorageConfig } from '../storage.js';

/** What a scrub runs with. Plain data, for a thread. */
export interface ScrubData {
  readonly storage: StorageConfig;
  readonly settings: Settings;
}

/** What the thread of the scrub reports. The status is null while another process scrubs. */
export type ScrubMessage =
  | { readonly kind: 'status'; readonly status: ScrubStatus | null }
  | { readonly kind: 'error'; readonly message: string }
  | { readonly kind: 'crashed'; readonly error: SentError };
