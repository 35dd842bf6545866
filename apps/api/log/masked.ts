import { definitionOf } from '@ledgerdesk/events';
import type { RecordedEvent } from '@ledgerdesk/kernel';

const MASK = '•••';

const maskedData = (data: object, personal: readonly string[]): object =>
  Object.fromEntries(Object.entries(data).map(([field, value]: [string, unknown]) => [field, personal.includes(field) && value !== null ? MASK : value]));

/** The event with its personal fields masked: what an analyst sees. */
export const masked = (event: RecordedEvent): RecordedEvent =>
  ({ ...event, data: maskedData(event.data, definitionOf(event.type)?.personal ?? []) });
