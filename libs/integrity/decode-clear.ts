import { decode } from '@ledgerdesk/event-store';
import type { Decode } from '@ledgerdesk/runtime';
import { unsealEvent } from '@ledgerdesk/sealing';

/** Decodes an event by its clear part: sealed fields are empty. For checks that no personal field matters to. */
export const decodeClear: Decode = (stored) => decode(unsealEvent(stored, 'erased'));
