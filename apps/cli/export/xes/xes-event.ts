import type { RecordedEvent } from '@ledgerdesk/kernel';
import { type ColumnType, dataColumnsOf } from '../tables/columns.js';
import { fieldAt } from '../tables/field-at.js';
import { xmlText } from './xml.js';

/** Tags of attributes in XES. */
type Tag = 'string' | 'date' | 'int' | 'float' | 'boolean' | 'id';

const TAGS: Readonly<Record<ColumnType, Tag>> = {
  text: 'string',
  json: 'string',
  integer: 'int',
  number: 'float',
  boolean: 'boolean',
  timestamp: 'date',
};

const attribute = (tag: Tag, key: string, value: string): string => `<${tag} key="${key}" value="${xmlText(value)}"/>`;

/** An attribute with a value; empty for none, for an erased text, and for a value that the type does not allow. */
const dataAttribute = (tag: Tag, key: string, value: unknown): string => {
  if (value === null || value === undefined || value === '') return '';
  if (tag === 'int' && !Number.isSafeInteger(value)) return '';
  if (tag === 'date' && (typeof value !== 'string' || Number.isNaN(Date.parse(value)))) return '';
  return attribute(tag, key, typeof value === 'string' ? value : JSON.stringify(value));
};

/** The steps of the response clock are the lifecycle of one activity. Other events are complete when they happen. */
const CLOCK_STEPS: Readonly<Record<string, string>> = {
  ResponseClockStarted: 'start',
  ResponseClockPaused: 'suspend',
  ResponseClockResumed: 'resume',
  ResponseClockStopped: 'complete',
};
const CLOCK = 'ResponseClock';

const dataAttributes = ({ type, data }: RecordedEvent): string =>
  (dataColumnsOf(type) ?? [])
    .map((column) => dataAttribute(TAGS[column.type], column.name, fieldAt(data, column.path)))
    .join('');

/** An event of a trace in the XML of XES. */
export const xesEvent = (event: RecordedEvent): string => {
  const { id, type, occurredAt, position, metadata } = event;
  const step = Object.hasOwn(CLOCK_STEPS, type) ? CLOCK_STEPS[type] : undefined;
  return (
    '<event>' +
    attribute('string', 'concept:name', step === undefined ? type : CLOCK) +
    attribute('date', 'time:timestamp', occurredAt) +
    attribute('string', 'org:resource', `${metadata.actor.kind}:${metadata.actor.id}`) +
    attribute('string', 'lifecycle:transition', step ?? 'complete') +
    attribute('id', 'identity:id', id) +
    attribute('string', 'event_type', type) +
    attribute('string', 'event_position', position) +
    `${dataAttributes(event)}</event>\n`
  );
};

/** The attributes of a trace: its name, and what its first event says of the ticket. */
export const xesTraceAttributes = (ticketId: string, { data }: RecordedEvent): string => {
  const known = ['teamId', 'requesterId', 'product', 'issueType', 'language'].map((field) =>
    dataAttribute(
      'string',
      field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      fieldAt(data, [field]),
    ),
  );
  return `${attribute('string', 'concept:name', ticketId)}${known.join('')}\n`;
};
