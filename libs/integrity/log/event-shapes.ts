import { EVENT_SCHEMAS } from '@ledgerdesk/events/schemas';
import { definitionOf } from '@ledgerdesk/events';
import { isSealed } from '@ledgerdesk/event-store';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { damage } from '../finding.js';
import type { Report } from '../findings.js';
import { type CheckedEvent, type LogCheck, placeOf } from '../log-check.js';

/** Not strict: keywords such as `x-personal` describe, and check nothing. */
const ajv = new Ajv2020({
  strict: false,
  validateSchema: false,
  // Most types have few events: compiling in a third of the time saves more than validating faster.
  code: { optimize: false },
  formats: { 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/ },
});

const validators = new Map<string, ValidateFunction>();

const validatorOf = (type: string): ValidateFunction | undefined => {
  const known = validators.get(type);
  if (known) return known;
  const schema = EVENT_SCHEMAS[type];
  if (!schema) return undefined;
  const made = ajv.compile(schema);
  validators.set(type, made);
  return made;
};

/** Where the data does not fit its schema, without the value, which may be personal. */
const flawOf = ({ errors }: ValidateFunction): string => {
  const [first] = errors ?? [];
  const extra: unknown = first?.params['additionalProperty'];
  const named = typeof extra === 'string' ? ` "${extra}"` : '';
  return `data${first?.instancePath ?? ''} ${first?.message ?? 'does not fit'}${named}`;
};

/**
 * Checks the data of events, upcast to the current version, against the published JSON Schema of their types.
 * Sealed fields are not read.
 */
export class EventShapes implements LogCheck {
  check(checked: CheckedEvent, report: Report): void {
    const { stored, data, metadata } = checked;
    const definition = definitionOf(stored.type);
    if (!data || !metadata || !definition || stored.version > definition.version) return;
    const validate = validatorOf(stored.type);
    if (!validate) return;
    const { event } = checked;
    if (event) {
      if (!validate(event.data)) report(damage('event-shape', placeOf(stored), flawOf(validate)));
      return;
    }
    // A box that is damaged is a finding of its own.
    if (!isSealed(stored)) report(damage('event-shape', placeOf(stored), 'its data cannot be read'));
  }
}
