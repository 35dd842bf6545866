import { definitionOf, DELIVERED_EVENT_TYPES, EVENT_TYPES, maskPersonalFields } from '@ledgerdesk/events';
import { EVENT_SCHEMAS } from '@ledgerdesk/events/schemas';
import { isList, isRecord, type RecordedEvent } from '@ledgerdesk/kernel';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describeEvents } from '../../apps/api/ledger/async-api.js';
import { eventsPage } from '../../libs/events/schemas/events-page.js';

const root = join(__dirname, '..', '..');
const textOf = (name: string): string => readFileSync(join(root, 'docs', 'api', name), 'utf8');

/** The parts of the document that the tests read. */
interface AsyncApi {
  readonly channels: Readonly<Record<string, { readonly address: string | null; readonly messages: object }>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}
const committed = JSON.parse(textOf('asyncapi.json')) as AsyncApi;

const referencesIn = (value: unknown): readonly string[] => {
  if (isList(value)) return value.flatMap(referencesIn);
  if (!isRecord(value)) return [];
  const own = typeof value['$ref'] === 'string' ? [value['$ref']] : [];
  return [...own, ...Object.values(value).flatMap(referencesIn)];
};
const resolve = (document: unknown, reference: string): unknown =>
  reference
    .split('/')
    .slice(1)
    .reduce((part: unknown, name) => (isRecord(part) ? part[name] : undefined), document);

describe('docs/api/events.md', () => {
  it('is what npm run events:publish writes', () => {
    expect(textOf('events.md')).toBe(eventsPage(EVENT_SCHEMAS));
  });

  it('has a section for each event type', () => {
    const titles = [...textOf('events.md').matchAll(/^### (\w+)$/gm)].map(([, title]) => title);
    expect(titles.sort()).toEqual([...EVENT_TYPES].sort());
  });
});

describe('docs/api/asyncapi.json', () => {
  it('is what npm run events:publish writes', () => {
    expect(committed).toEqual(JSON.parse(JSON.stringify(describeEvents())));
  });

  it('follows the JSON Schema of AsyncAPI 3.0, which refuses an unknown action', () => {
    const schema = createRequire(__filename)('@asyncapi/specs/schemas/3.0.0.json') as object;
    // The schema contains the one of JSON Schema itself, which ajv would add too.
    const ajv = new Ajv({ strict: false, meta: false, validateSchema: false, validateFormats: false });
    const validate = ajv.compile(schema);
    validate(committed);
    expect(validate.errors ?? []).toEqual([]);
    expect(validate({ ...committed, operations: { deliverEvent: { action: 'push' } } })).toBe(false);
  });

  it('has the target of every reference', () => {
    const lost = referencesIn(committed).filter((reference) => resolve(committed, reference) === undefined);
    expect(lost).toEqual([]);
  });

  it('has every event type in the log, and those that webhooks receive', () => {
    const { webhook, log } = committed.channels;
    expect(Object.keys(webhook?.messages ?? {})).toEqual(DELIVERED_EVENT_TYPES.map((type) => `${type}Delivery`));
    expect(Object.keys(log?.messages ?? {})).toEqual([...EVENT_TYPES.map((type) => `${type}Recorded`), 'end']);
  });

  it('has the address of every route that sends an event stream', () => {
    const sources = ['apps/api'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.controller.ts'))
        .map((file) => readFileSync(join(root, folder, file), 'utf8')),
    );
    const routes = sources.flatMap((source) => {
      const [, base = ''] = /@Controller\('([^']+)'\)/.exec(source) ?? [];
      return [...source.matchAll(/@Get\('([^']+)'\)(?:(?!@Get)[^])*?@ApiEventStreamResponse\(\)/g)].map(
        ([, path = '']) => `/${base}/${path}`.replaceAll(/:(\w+)/g, '{$1}'),
      );
    });
    const addresses = Object.values(committed.channels).flatMap(({ address }) => address ?? []);
    expect(addresses.sort()).toEqual([...new Set(routes)].sort());
  });

  it('describes a masked event of each type as a webhook receives it', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema({ $id: 'events', components: committed.components });
    const validate = ajv.getSchema('events#/components/schemas/DeliveryRequest');
    const at = '2026-11-27T07:30:00.000Z';
    for (const type of DELIVERED_EVENT_TYPES) {
      const { version, sample } = definitionOf(type) ?? {};
      const { data } = maskPersonalFields({ type, data: sample } as unknown as RecordedEvent);
      const body = {
        type,
        version,
        data,
        timestamp: at,
        recordedAt: at,
        id: 'e-1',
        stream: 's-1',
        revision: 0,
        position: '1',
        actor: { kind: 'agent', id: 'kenji' },
      };
      const isValid = validate?.(body);
      expect({ type, isValid, errors: validate?.errors }).toEqual({ type, isValid: true, errors: null });
    }
  });
});
