import { withErasedFields } from '@ledgerdesk/events';
import { canonicalJson, isSealed, KeyMissing, SealBroken, type StoredEvent } from '@ledgerdesk/event-store';
import { KeyUnusable } from './errors.js';

/** Returns true for the error of an event whose texts cannot be read, because its box or its key is damaged. */
export const isUnreadable = (error: unknown): boolean =>
  error instanceof KeyMissing || error instanceof SealBroken || error instanceof KeyUnusable;

/**
 * Returns an event that is still sealed as if its subject had been erased: its box is not looked at. Other events are
 * returned as they are. For what goes on although texts cannot be read, since it depends on none.
 */
export const withoutTexts = (event: StoredEvent): StoredEvent => {
  if (!isSealed(event)) return event;
  const { $sealed: _, ...clear } = JSON.parse(event.data) as Readonly<Record<string, unknown>>;
  return { ...event, data: canonicalJson(withErasedFields(event.type, clear)) };
};
