import { Ajv } from 'ajv';
import { anEvent, type EventFixture, recordedEvents } from '../../../../test/support/recorded-events.js';
import { asStored } from '../../../../test/support/export/event-log.js';
import type { StoredEvent } from '@ledgerdesk/event-store';
import { cloudEvent } from './cloud-event.js';
import { exportedEvent, exportedTexts } from './exported-event.js';
import { LINE_FORMATS } from './line-formats.js';

const storedOf = (...fixtures: readonly EventFixture[]): readonly StoredEvent[] =>
  recordedEvents(...fixtures).map((event) => ({ ...event, ...asStored(event) }));

const [opened] = storedOf(anEvent('TicketOpened', { subject: 'Sync\u0000 has stopped', body: 'a\nb' }));
if (!opened) throw new Error('There is no event.');

describe('an exported event', () => {
  it('has no secrets, and masked, no personal fields', () => {
    expect(exportedEvent(opened, {}).data).toMatchObject({ subject: 'Sync\u0000 has stopped', fileKeys: ['•••'] });
    expect(exportedEvent(opened, { mask: true }).data).toMatchObject({ subject: '•••', ticketId: 't-1' });
  });

  it('has no secrets as text either, whatever else it has', () => {
    const withKeys = (data: object): string => exportedTexts({ ...opened, data: JSON.stringify(data) }, {}).data;
    const none = '{"body":"\\"fileKeys\\":[]","fileKeys":[]}';
    expect(exportedTexts({ ...opened, data: none }, {}).data).toBe(none);
    for (const data of [
      { body: '"fileKeys":[]', fileKeys: ['k'] },
      { files: { fileKeys: [] }, fileKeys: ['k'] },
      { fileKeys: ['k'], files: { fileKeys: [] } },
    ])
      expect(JSON.parse(withKeys(data))).toMatchObject({ fileKeys: ['•••'] });
  });

  it('is of the current version of its type, or as it was recorded', () => {
    const closed = { ...opened, type: 'TicketClosed', version: 1, data: '{"ticketId":"t-1","agentId":"kenji"}' };
    expect(exportedEvent(closed, {})).toMatchObject({ version: 3, data: { by: 'agent' } });
    expect(exportedEvent(closed, { asRecorded: true })).toMatchObject({
      version: 1,
      data: { ticketId: 't-1', agentId: 'kenji' },
    });
    expect(exportedEvent(closed, { asRecorded: true }).data).not.toHaveProperty('by');
    expect(exportedTexts(closed, {})).toMatchObject({
      version: 3,
      data: '{"ticketId":"t-1","agentId":"kenji","by":"agent"}',
    });
  });

  it('is refused while it is sealed, also as it was recorded', () => {
    const sealed = { ...opened, data: '{"$sealed":{"key":"k"}}' };
    for (const shown of [{}, { asRecorded: true }]) {
      expect(() => exportedEvent(sealed, shown)).toThrow();
      expect(() => exportedTexts(sealed, shown)).toThrow();
    }
  });

  it('of an unknown type is shown with its numbers as they are, on one line, as valid Unicode', () => {
    const unknown = { ...opened, type: 'FromLater', data: '{"n":123456789012345678901234567890,"t":"\\u0000"}' };
    expect(exportedTexts(unknown, {}).data).toBe(unknown.data);
    expect(exportedTexts({ ...unknown, data: '{"n":1,\n"t":"\\ud83d"}' }, {}).data).toBe('{"n":1,"t":"\ufffd"}');
    expect(exportedTexts({ ...unknown, data: '{"t":"\\\\ud83d \\ud83d\\ude00"}' }, {}).data).toBe(
      '{"t":"\\\\ud83d 😀"}',
    );
  });
});

describe('a CloudEvent', () => {
  /** The JSON Event Format of CloudEvents 1.0.2: required attributes, names of extensions, types of values. */
  const schema = {
    type: 'object',
    required: ['specversion', 'id', 'source', 'type'],
    properties: {
      specversion: { const: '1.0' },
      id: { type: 'string', minLength: 1 },
      source: { type: 'string', pattern: '^urn:[a-z0-9-]+:.+$' },
      type: { type: 'string', minLength: 1 },
      subject: { type: 'string', minLength: 1 },
      time: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$' },
      datacontenttype: { const: 'application/json' },
      dataschema: { type: 'string', pattern: '^urn:[a-z0-9-]+:.+$' },
      data: { type: 'object' },
    },
    patternProperties: { '^[a-z0-9]{1,20}$': {} },
    additionalProperties: false,
  };

  it('has the attributes of CloudEvents 1.0, and those of the engine as extensions', () => {
    const event = exportedEvent({ ...opened, position: '42' }, {});
    const made = cloudEvent(event, 'log-1');
    const validate = new Ajv().compile(schema);
    expect([validate(JSON.parse(JSON.stringify(made))), validate.errors]).toEqual([true, null]);
    expect(made).toMatchObject({
      id: event.id,
      source: 'urn:ledgerdesk:log:log-1',
      type: 'ledgerdesk.TicketOpened',
      subject: 'ticket-t-1',
      dataschema: 'urn:ledgerdesk:event:TicketOpened:3',
      sequence: '0000000000000000042',
      actor: 'engine:test',
    });
    for (const [name, value] of Object.entries(made))
      if (name !== 'data') expect(['string', 'number', 'boolean']).toContain(typeof value);
  });

  it('is one line each', () => {
    const text = LINE_FORMATS.cloudevents.text([exportedEvent(opened, {}), exportedEvent(opened, {})], { logId: 'l' });
    expect(text.trimEnd().split('\n')).toHaveLength(2);
  });
});
