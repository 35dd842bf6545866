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

/** Returns the event with its personal fields replaced by `•••`, for readers without a right to personal data. */
export const maskPersonalFields = (event: RecordedEvent): RecordedEvent => ({
  ...event,
  data: maskedData(event.data, definitionOf(event.type)?.personal ?? []),
});
