import fc from 'fast-check';
import { isRecord } from '@ledgerdesk/kernel';
import { SwaggerModule } from '@nestjs/swagger';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { buffer, text } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { TOKEN_KINDS } from '../../apps/api/platform/auth/caller.js';
import { securityHeaders } from '../../apps/api/platform/http/security-headers.js';
import { CALLBACK, CHAT, TICKET, withAcme } from '../support/http/acme-fixture.js';
import { requestsTo } from '../support/http/arbitrary-request.js';
import type { Caller } from '../support/http/caller.js';
import {
  type Description,
  fetchDescription,
  type Route,
  routesIn,
  type Schema,
} from '../support/http/openapi-description.js';
import { expectProblem } from '../support/http/expect-problem.js';
import { TestEngine } from '../support/http/test-engine.js';
import { runs } from '../support/runs.js';

/** H8: routes open to callers without a token. */
const OPEN = ['GET /health/live', 'GET /health/ready', 'GET /health/ready/reads'];

/** Arbitrary requests to each route, on average. */
const REQUESTS_PER_ROUTE = runs({ short: 10, long: 100 });

/** Callers who may not call a route, and send a request to it. */
const REFUSED_PER_ROUTE = runs({ short: 2, long: 8 });

/** The properties of a schema and of the schemas inside it, by their path. */
const propertiesIn = (schema: Schema, path: string): readonly (readonly [string, Schema])[] => [
  ...Object.entries(schema.properties ?? {}).flatMap(([name, property]) => [
    [`${path}.${name}`, property] as const,
    ...propertiesIn(property, `${path}.${name}`),
  ]),
  ...[schema.items, ...(schema.anyOf ?? [])].flatMap((inner) => (inner ? propertiesIn(inner, path) : [])),
];

/** What a script prints about a document. */
const outputOf = async (script: string, document: unknown): Promise<string> => {
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify(document));
  return text(child.stdout);
};

describe('OpenAPI document', () => {
  let engine: TestEngine;
  let description: Description;
  let routes: readonly Route[];
  /** Callers with the kind of their token. Those who may do most are there twice: they send more requests. */
  let callers: readonly (readonly [kind: string, caller: Caller])[];
  let ids: Readonly<Record<string, string>>;

  beforeAll(async () => {
    engine = await TestEngine.open();
    const { operator, aiko, ben, kenji } = await withAcme(engine);
    const ticket = await aiko.post('/v1/tickets', TICKET);
    const callback = await aiko.post('/v1/callbacks', CALLBACK);
    const chat = await aiko.post('/v1/chats', CHAT);
    await aiko.delete(`/v1/chats/${String(chat.body['chatId'])}`);
    await aiko.put('/v1/ticket-views/mine', {});
    const service = await engine.as({ kind: 'service', scope: 'act webhooks' });
    const webhook = await service.post('/v1/webhooks', { url: 'http://127.0.0.1:9/', teams: ['acme'] });
    ids = {
      agentId: 'kenji',
      webhookId: String(webhook.body['webhookId']),
      teamId: 'acme',
      memberId: 'ben',
      product: 'dropbox',
      name: 'mine',
      quarter: '2026-Q4',
      feature: 'rewind',
      ticketId: String(ticket.body['ticketId']),
      callbackId: String(callback.body['callbackId']),
      chatId: String(chat.body['chatId']),
    };
    callers = [
      ['operator', operator],
      ['member', aiko],
      ['member', aiko],
      ['member', ben],
      ['agent', kenji],
      ['agent', kenji],
      ['sales', await engine.as({ kind: 'sales' })],
      ['service', service],
      ['auditor', await engine.as({ kind: 'auditor' })],
      ['none', await engine.as()],
    ];
    description = await fetchDescription(await engine.as());
    routes = routesIn(description);
  });
  afterAll(() => engine.close());

  /** Those who may call a route; of a route that is open to everyone, all. */
  const callersOf = ({ 'x-caller-kinds': kinds }: Route): readonly Caller[] => [
    ...new Set(callers.flatMap(([kind, caller]) => (kinds === undefined || kinds.includes(kind) ? [caller] : []))),
  ];

  /** Those who may call a route, and so many of those who may not, others for each route. */
  const callersWithRefused = (route: Route, index: number): readonly Caller[] => {
    const allowed = callersOf(route);
    const refused = [...new Set(callers.map(([, caller]) => caller))].filter((caller) => !allowed.includes(caller));
    const first = refused.length === 0 ? 0 : index % refused.length;
    return [...allowed, ...[...refused.slice(first), ...refused.slice(0, first)].slice(0, REFUSED_PER_ROUTE)];
  };

  it('is OpenAPI 3.1 with a title and a version', () => {
    expect(description.openapi).toMatch(/^3\.1\.\d+$/);
    expect(description.info).toEqual(
      expect.objectContaining({ title: 'Ledgerdesk', version: expect.any(String) as string }),
    );
    expect(description.components.securitySchemes).toEqual({
      bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
      'hub-session': {
        type: 'apiKey',
        in: 'cookie',
        name: '__Host-ledgerdesk-session',
        description: expect.any(String) as string,
      },
    });
  });

  describe.each(['/openapi.json', '/openapi.yaml'])('at %s', (path) => {
    /** The response as it was sent; `fetch` would decompress it. */
    const send = async (headers: Readonly<Record<string, string>>) => {
      const [response] = (await once(request(engine.url + path, { headers }).end(), 'response')) as [IncomingMessage];
      return { status: response.statusCode, headers: response.headers, bytes: await buffer(response) };
    };

    it('is compressed as the client accepts, with an ETag for each encoding', async () => {
      const plain = await send({});
      expect(plain.headers).toMatchObject({ vary: 'accept-encoding', 'cache-control': 'no-cache' });
      expect(plain.headers).not.toHaveProperty('content-encoding');
      const etags = new Set([plain.headers.etag]);
      for (const [encoding, decompress] of [
        ['br', brotliDecompressSync],
        ['gzip', gunzipSync],
      ] as const) {
        const { headers, bytes } = await send({ 'accept-encoding': `${encoding}, identity;q=0.5` });
        expect(headers).toMatchObject({ 'content-encoding': encoding, vary: 'accept-encoding' });
        expect(bytes.length).toBeLessThan(plain.bytes.length / 5);
        expect(decompress(bytes).equals(plain.bytes)).toBe(true);
        etags.add(headers.etag);
        const known = await send({ 'accept-encoding': encoding, 'if-none-match': headers.etag ?? '' });
        expect([known.status, known.bytes.length]).toEqual([304, 0]);
      }
      expect(etags.size).toBe(3);
    });

    it('is made once', async () => {
      await send({});
      const [stringify, scan] = [jest.spyOn(JSON, 'stringify'), jest.spyOn(SwaggerModule, 'createDocument')];
      await Promise.all(Array.from({ length: 20 }, () => send({})));
      // The workers of this engine write JSON meanwhile.
      const documents = stringify.mock.calls.filter(([value]) => isRecord(value) && 'openapi' in value);
      expect([documents.length, scan.mock.calls.length]).toEqual([0, 0]);
      stringify.mockRestore();
      scan.mockRestore();
    });
  });

  it('would have a finding of Redocly and of Spectral for an operation without description and security', async () => {
    const operation = { ...description.paths['/v1/health']?.['get'], description: undefined, security: undefined };
    const paths = { '/v1/undescribed': { get: operation } };
    const findings = await outputOf('scripts/openapi/lint.mjs', {
      ...description,
      paths,
      webhooks: {},
      components: {},
    });
    expect(findings).toMatch(/^redocly security-defined #\/paths\/~1v1~1undescribed\/get/m);
    expect(findings).toMatch(/^spectral operation-description #\/paths\/\/v1\/undescribed\/get/m);
  });

  describe('compared with the published one, docs/api/openapi.json', () => {
    const breaking = (document: unknown) => outputOf('scripts/openapi/compare.mjs', document);

    it('changes nothing that clients rely on: see docs/api/versioning.md, and `npm run api:publish`', async () => {
      expect(await breaking(description)).toBe('');
    });

    it('is the same, which `npm run lint` checks: run `npm run api:publish` after a change', () => {
      expect(JSON.parse(readFileSync('docs/api/openapi.json', 'utf8'))).toEqual(description);
    });

    it('would be refused with the operation and the property if one were missing', async () => {
      const { OpenTicketBody, TicketEssentials, ...schemas } = description.components.schemas;
      const { status: _status, ...properties } = TicketEssentials?.properties ?? {};
      const required = ['aNewField', ...(OpenTicketBody?.required ?? [])];
      const changed = {
        ...description,
        paths: { ...description.paths, '/v1/support-route': {} },
        components: {
          ...description.components,
          schemas: {
            ...schemas,
            TicketEssentials: { ...TicketEssentials, properties },
            OpenTicketBody: {
              ...OpenTicketBody,
              required,
              properties: { ...OpenTicketBody?.properties, aNewField: { type: 'string' } },
            },
          },
        },
      };
      const lines = (await breaking(changed)).split('\n');
      expect(lines).toContainEqual(expect.stringMatching(/^GET \/v1\/support-route was removed/));
      expect(lines).toContainEqual(
        expect.stringMatching(/^POST \/v1\/tickets: responses\.201\.properties\.status was removed/),
      );
      expect(lines).toContainEqual(
        expect.stringMatching(/^POST \/v1\/tickets: requestBody\.required\.\d+ was added: "aNewField"/),
      );
    });
  });

  it('gives every route an id, a short summary, one tag and its path parameters', () => {
    expect(new Set(routes.map(({ operationId }) => operationId)).size).toBe(routes.length);
    for (const { operationId } of routes) expect(operationId).toMatch(/^[a-z]+(?:[A-Z][a-z]*)+$/);
    for (const { name, path, summary, tags, parameters } of routes) {
      const taken = parameters
        .filter((parameter) => parameter.in === 'path' && parameter.required)
        .map((parameter) => parameter.name);
      expect({ name, summary: summary ?? '', tags: tags?.length, taken: taken.sort() }).toEqual({
        name,
        summary: expect.stringMatching(/^[A-Z][^.?!]{3,60}$/) as string,
        tags: 1,
        taken: [...path.matchAll(/\{(\w+)\}/g)].map(([, id]) => id).sort(),
      });
    }
  });

  it('lists the Idempotency-Key of every route that changes something, or why it may be repeated without', () => {
    const reads = ['GET', 'HEAD'];
    const changes = routes.filter(({ method }) => !reads.includes(method));
    const keyed = changes.filter(({ parameters }) => parameters.some(({ name }) => name === 'Idempotency-Key'));
    const reasons = changes
      .filter((route) => !keyed.includes(route))
      .map((route) => [route.name, route['x-repeatable']] as const);
    expect(Object.fromEntries(reasons)).toEqual({
      'DELETE /v1/desk/tickets/{ticketId}/presence': expect.stringMatching(/^Records nothing/) as string,
      'PUT /v1/desk/tickets/{ticketId}/presence': expect.stringMatching(/^Records nothing/) as string,
      'DELETE /v1/what-if/{whatIfId}': 'What is cancelled stays cancelled.',
      'POST /v1/privacy/erasures/preview': 'Nothing is recorded.',
      'POST /v1/teams/{teamId}/add-ons/quotes': expect.stringMatching(/^Nothing is recorded\./) as string,
      'POST /v1/teams/{teamId}/seat-changes/quotes': expect.stringMatching(/^Nothing is recorded\./) as string,
      'POST /v1/teams/{teamId}/add-ons/{product}/removal/preview': 'Nothing is recorded.',
      'POST /v1/uploads': expect.stringMatching(/^Each upload is stored\./) as string,
    });
    expect(keyed.filter((route) => route['x-repeatable'] !== undefined)).toEqual([]);
    expect(
      routes.filter(({ method }) => reads.includes(method)).flatMap(({ parameters }) => parameters),
    ).not.toContainEqual(expect.objectContaining({ name: 'Idempotency-Key' }));
  });

  it('H8 lists the token kinds that may call each route', () => {
    const kinds: readonly string[] = TOKEN_KINDS;
    const open = routes.filter(({ security }) => security.length === 0);
    expect(open.map(({ name }) => name).sort()).toEqual(OPEN);
    for (const { name, security, 'x-caller-kinds': named = [] } of routes.filter((route) => !open.includes(route))) {
      const session = named.every((kind) => kind === 'service') ? [] : [{ 'hub-session': [] }];
      expect({
        name,
        security,
        named: named.length > 0,
        unknown: named.filter((kind) => !kinds.includes(kind)),
      }).toEqual({ name, security: [{ bearer: [] }, ...session], named: true, unknown: [] });
    }
  });

  it('describes the success response of every route, and problem documents for failures', () => {
    const problem = ['application/problem+json'];
    for (const { name, responses } of routes) {
      const good = Object.entries(responses)
        .filter(([status]) => status.startsWith('2'))
        .map(([, response]) => response.description);
      const [refused, failed] = ['4XX', '5XX'].map((status) => Object.keys(responses[status]?.content ?? {}));
      expect({ name, good, refused, failed }).toEqual({
        name,
        // 202 is described beside the response of a command that ends in time.
        good: Array.from(
          { length: '202' in responses && '200' in responses ? 2 : 1 },
          () => expect.stringMatching(/\S/) as unknown,
        ),
        refused: problem,
        failed: problem,
      });
      expect(responses['5XX']?.headers).toHaveProperty('Retry-After');
    }
  });

  it('describes every tag, and lists no other', () => {
    const used = new Set(routes.flatMap(({ tags = [] }) => tags));
    expect(description.tags.map(({ name }) => name).toSorted()).toEqual([...used].toSorted());
    for (const tag of description.tags) expect(tag.description).toMatch(/^[A-Z].{20,}\.$/s);
  });

  it('describes every property of every schema', () => {
    const undescribed = Object.entries(description.components.schemas).flatMap(([name, schema]) =>
      propertiesIn(schema, name)
        .filter(([, property]) => property.description === undefined && property.$ref === undefined)
        .map(([path]) => path),
    );
    expect(undescribed).toEqual([]);
  });

  it('requires no property that a schema does not describe', () => {
    for (const { properties = {}, required = [] } of Object.values(description.components.schemas))
      expect(Object.keys(properties)).toEqual(expect.arrayContaining([...required]));
  });

  it('lists routes whose responses have the security headers and a unique id, and must not be stored', async () => {
    const requestIds: (string | null)[] = [];
    const answered = routes.filter(({ responses }) => !JSON.stringify(responses).includes('event-stream'));
    for (const [index, route] of answered.entries()) {
      const { method, path } = route;
      const address = path.replaceAll(/\{(\w+)\}/g, (_, id: string) => ids[id] ?? id);
      for (const caller of callersWithRefused(route, index)) {
        const { status, headers, body } = await caller.send(method === 'GET' ? 'GET' : 'HEAD', address);
        expect({ address, status, ...Object.fromEntries(headers) }).toMatchObject(
          securityHeaders({ isBehindTls: false }),
        );
        requestIds.push(headers.get('request-id'));
        if (body['instance'] !== undefined) expect(body['instance']).toBe(headers.get('request-id'));
      }
    }
    expect(requestIds).toEqual(requestIds.map(() => expect.stringMatching(/^[0-9a-f-]{36}$/) as string));
    expect(new Set(requestIds).size).toBe(requestIds.length);
  });

  it('lists routes that refuse query parameters named like inherited properties', async () => {
    const names = ['constructor', '__proto__', 'prototype', 'toString', 'hasOwnProperty'];
    const accepted: string[] = [];
    for (const route of routes) {
      const { method, path } = route;
      const query = names.map((name) => `${name}=1`).join('&');
      const address = `${path.replaceAll(/\{(\w+)\}/g, (_, id: string) => ids[id] ?? id)}?${query}`;
      const problems = await Promise.all(
        callersOf(route).map(async (caller) => (await caller.send(method, address)).body),
      );
      const refused = problems.filter(({ type }) => type === 'urn:ledgerdesk:problem:invalid-input');
      const listed = refused.map(({ errors }) => JSON.stringify(errors));
      for (const name of names)
        if (!listed.some((errors) => errors.includes(`"${name}"`))) accepted.push(`${route.name} ${name}`);
    }
    expect(accepted).toEqual([]);
  });

  it('lists routes that refuse queries which are not percent-encoded UTF-8', async () => {
    const queries = ['q=%FF', 'q=%ED%A0%80', 'q=%E0%A4%A', 'q=100%'];
    for (const [index, route] of routes.entries()) {
      const { method, path } = route;
      const query = queries[index % queries.length] ?? '';
      const address = `${path.replaceAll(/\{(\w+)\}/g, (_, id: string) => ids[id] ?? id)}?${query}`;
      const sent = callersOf(route).map(async (caller) => (await caller.send(method, address)).body['type']);
      const types = await Promise.all(sent);
      expect({ address, types }).toMatchObject({
        types: expect.arrayContaining(['urn:ledgerdesk:problem:malformed-request']) as unknown,
      });
    }
  });

  it('lists routes that respond to arbitrary requests without internal errors, and refuse with problems', async () => {
    const taken = new Set<string>();
    // An erasure ends what the other requests are about.
    const resolve = routes.filter(({ name }) => ![...OPEN, 'POST /v1/privacy/erasures'].includes(name));
    const anyone = fc.constantFrom(...callers.map(([, caller]) => caller));
    const sent = requestsTo(description, resolve, ids).chain((request) =>
      fc.record({
        request: fc.constant(request),
        caller: fc.oneof(fc.constantFrom(...callersOf(request.route)), anyone),
      }),
    );
    await fc.assert(
      fc.asyncProperty(sent, async ({ request: { route, path, headers, body }, caller }) => {
        const reply = await caller.with(headers).send(route.method, path, body);
        expect(reply.status).toBeLessThan(500);
        if (reply.status >= 400) expectProblem(reply);
        else taken.add(route.name);
      }),
      { numRuns: REQUESTS_PER_ROUTE * resolve.length, seed: 20_261_122 },
    );
    expect(taken.size).toBeGreaterThan(resolve.length / 3);
  }, 60_000);
});
