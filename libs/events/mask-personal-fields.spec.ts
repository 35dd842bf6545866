import type { RecordedEvent } from '@ledgerdesk/kernel';
import { EVENTS_BY_CATEGORY } from './catalogue.js';
import { maskPersonalFields, maskQuery, maskSecrets } from './mask-personal-fields.js';
import { shapeOf } from './published-shapes.js';

const recorded = (type: string, data: object): RecordedEvent => ({
  id: 'e-1',
  stream: 'team-acme',
  revision: 0,
  position: '1',
  type,
  version: 1,
  data,
  occurredAt: '2026-11-27T07:30:00.000Z',
  recordedAt: '2026-11-27T07:30:00.000Z',
  metadata: {
    commandId: 'c-1',
    requestHash: 'h',
    correlationId: 'c-1',
    causationId: 'c-1',
    actor: { kind: 'operator', id: 'olga' },
    tenant: 'main',
  },
});

const stringsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
};

describe('maskPersonalFields', () => {
  const definitions = Object.values(EVENTS_BY_CATEGORY)
    .flat()
    .map((definition) => [definition.type, definition] as const);

  it.each(definitions)('keeps the types in %s and no text of its personal fields', (type, { sample, personal }) => {
    const { data } = maskPersonalFields(recorded(type, sample));
    expect(shapeOf(data)).toEqual(shapeOf(sample));
    for (const [field, value] of Object.entries(data)) {
      if (personal.includes(field)) expect(new Set(stringsIn(value))).toEqual(new Set(['•••']));
    }
  });

  it('masks what lists and objects contain, and keeps null', () => {
    const attachments = [{ sha256: 'a'.repeat(64), name: 'passport.png', mediaType: 'image/png', bytes: 70 }];
    expect(maskPersonalFields(recorded('TicketReplied', { ticketId: 't-1', body: 'Hello', attachments })).data).toEqual(
      {
        ticketId: 't-1',
        body: '•••',
        attachments: [{ sha256: '•••', name: '•••', mediaType: '•••', bytes: 0 }],
      },
    );
    expect(maskPersonalFields(recorded('TicketViewSaved', { name: 'Mine', q: null })).data).toEqual({
      name: '•••',
      q: null,
    });
  });

  it('never shows the keys of files, not to readers of personal data either', () => {
    const [attachments, files] = [
      [{ name: 'a.png' }, { name: 'b.png' }],
      [{ sha256: 'ab', bytes: 27 }, null],
    ];
    const reply = recorded('TicketReplied', { body: 'Hello', attachments, files, fileKeys: ['secret', null] });
    expect(maskSecrets(reply).data).toEqual({ body: 'Hello', attachments, files, fileKeys: ['•••', null] });
    expect(maskPersonalFields(reply).data).toMatchObject({ body: '•••', files, fileKeys: ['•••', null] });
  });

  it('keeps events of unknown types', () => {
    expect(maskPersonalFields(recorded('Unknown', { url: 'https://a.example?b' })).data).toEqual({
      url: 'https://a.example?b',
    });
  });
});

describe('maskSecrets', () => {
  it('masks the query of a webhook URL, and nothing personal', () => {
    const webhook = { webhookId: 'wh-1', owner: 'console', url: 'https://a.example/in?token=s3cret', types: [] };
    for (const mask of [maskSecrets, maskPersonalFields])
      expect(mask(recorded('WebhookRegistered', webhook)).data).toEqual({
        ...webhook,
        url: 'https://a.example/in?•••',
      });
    expect(maskSecrets(recorded('TicketReplied', { body: 'Hello?' })).data).toEqual({ body: 'Hello?' });
  });

  it.each([
    ['https://a.example/in', 'https://a.example/in'],
    ['https://a.example/in?', 'https://a.example/in?•••'],
    ['https://a.example?a=1&b=?2#c', 'https://a.example?•••'],
  ])('replaces everything after the question mark: %s', (url, expected) => {
    expect(maskQuery(url)).toBe(expected);
  });
});
