import { definitionOf } from './catalogue.js';
import type { RecordedEvent } from '@ledgerdesk/kernel';

const MASK = '•••';

const maskedData = (data: object, personal: readonly string[]): object =>
  Object.fromEntries(
    Object.entries(data).map(([field, value]: [string, unknown]) => [
      field,
      personal.includes(field) && value !== null ? MASK : value,
    ]),
  );

/** The event with its personal fields masked: what those see who work with the log, not with people. */
export const maskPersonalFields = (event: RecordedEvent): RecordedEvent => ({
  ...event,
  data: maskedData(event.data, definitionOf(event.type)?.personal ?? []),
});
