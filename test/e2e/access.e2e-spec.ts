import { ADMIN_ROLES } from '@ledgerdesk/events';
import { type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { CALLBACK, CHAT, TEAM, TICKET, withAcme } from '../support/http/acme-fixture.js';
import { Caller } from '../support/http/caller.js';
import { fetchDescription, routesIn } from '../support/http/openapi-description.js';
import { TestEngine } from '../support/http/test-engine.js';

const OWN = 'subject-of-aiko';
/** Admins besides aiko, who is team_admin: one of each role, named after it (H1, P6). */
const OTHER_ROLES = [
  'billing_admin',
  'user_management_admin',
  'support_admin',
  'content_admin',
  'security_admin',
  'reporting_admin',
] as const;
const CALLERS = [
  'aiko',
  'ben',
  'gone',
  'stranger',
  'outsider',
  ...OTHER_ROLES,
  'champion',
  'agent',
  'sales',
  'analyst',
  'auditor',
  'operator',
  'service',
  'acting',
  'nobody',
  'forged',
  'expired',
] as const;
type Name = (typeof CALLERS)[number];

/** Names no registered agent, so that a booking fails for every caller. */
const HOUR = { consultantId: 'nobody', startsAt: '2026-12-01T01:00:00.000Z' };
const WEBHOOK = { url: 'https://console.example/ledgerdesk', types: ['TicketOpened'] };

/** Status for callers whom a route refuses, if it is not 403. */
const REFUSED: Readonly<Partial<Record<Name, number>>> = { nobody: 401, forged: 401, expired: 401 };

/** Aiko, and the service that acts for her. */
const AIKOS: readonly Name[] = ['aiko', 'acting'];
/** Callers that may read aiko's requests. */
const MAY_READ: readonly Name[] = [...AIKOS, 'agent', 'auditor'];

/** Callers that may look members up. */
const DIRECTORY: readonly Name[] = ['operator', 'sales'];

/** A route, a request to it, and the status for each caller that it does not refuse. */
interface Row {
  readonly route: string;
  readonly path?: string;
  readonly body?: unknown;
  readonly open: Readonly<Partial<Record<Name, number>>>;
  /** K4: the id of aiko's that a 409 to aiko herself, or on her behalf, names. */
  readonly names?: 'callbackId';
  /** Callers beside those of MAY_READ to whom a response shows the e-mail address of aiko. */
  readonly shows?: readonly Name[];
  /** Responds to preconditions with 400, whether or not there is such a resource. */
  readonly refusesPreconditions?: true;
}

const otherAdmins = (status: number): Row['open'] => Object.fromEntries(OTHER_ROLES.map((role) => [role, status]));
const requesters = (own: number, foreign: number): Row['open'] => ({
  aiko: own,
  acting: own,
  ben: foreign,
  champion: foreign,
  outsider: foreign,
  ...otherAdmins(foreign),
});
/** E9, K4, L7: admins, also of a team without an add-on. Aiko has one waiting request, also if another acts for her. */
const liveSupport = (aikos: Row['open']): Row['open'] => ({
  ...aikos,
  champion: 201,
  outsider: 201,
  ...otherAdmins(201),
});
/** E2: former members may end what they requested, and so learn from a refusal as little as any requester. */
const enders = (own: number): Row['open'] => ({ ...requesters(own, 404), gone: 404, stranger: 404 });
const everyRequester = (status: number): Row['open'] => requesters(status, status);
const billing = (status: number, sales: number): Row['open'] => ({
  aiko: status,
  acting: status,
  billing_admin: status,
  outsider: 404,
  sales,
});
const agents = (status: number): Row['open'] => ({ agent: status });
const deskReaders = (status: number): Row['open'] => ({ agent: status, auditor: status });
const operatorsAndServices = (status: number): Row['open'] => ({ operator: status, service: status });
const operators = (status: number): Row['open'] => ({ operator: status });
const hub = (status: number): Row['open'] => ({ aiko: status, acting: status, ...otherAdmins(status) });
const staff = (status: number): Row['open'] => ({ agent: status, operator: status });
const services = (status: number): Row['open'] => ({ service: status });
const everyone = (status: number): Row['open'] => Object.fromEntries(CALLERS.map((name) => [name, status]));

/** Everyone with a valid token. */
const signedIn = (status: number): Row['open'] =>
  Object.fromEntries(CALLERS.filter((name) => REFUSED[name] === undefined).map((name) => [name, status]));
const directory = (status: number): Row['open'] => ({ operator: status, sales: status, agent: status });

const ROWS: readonly Row[] = [
  { route: 'GET /v1/me', open: signedIn(200) },
  { route: 'GET /v1/time', open: signedIn(200) },
  { route: 'GET /v1/desk/me', open: agents(200) },
  { route: 'GET /v1/desk/agents', open: directory(200) },
  { route: 'GET /v1/desk/agents/{agentId}', open: directory(200) },
  { route: 'GET /v1/desk/live', open: staff(200) },
  { route: 'GET /v1/desk/customers/{teamId}/{memberId}', open: agents(200) },
  { route: 'GET /v1/teams', open: directory(200) },
  { route: 'GET /v1/teams/{teamId}', open: directory(200) },
  { route: 'GET /v1/teams/{teamId}/members', open: directory(200), shows: DIRECTORY },
  { route: 'GET /v1/teams/{teamId}/members/{memberId}', open: directory(200), shows: DIRECTORY },
  { route: 'POST /v1/teams', body: TEAM, open: operators(409) },
  { route: 'PATCH /v1/teams/{teamId}', body: { name: TEAM.name }, open: operators(200) },
  { route: 'PUT /v1/teams/{teamId}/products', body: { products: TEAM.products }, open: operators(200) },
  { route: 'PUT /v1/teams/{teamId}/account-manager', body: {}, open: operators(200) },
  {
    route: 'POST /v1/teams/{teamId}/members',
    body: { memberId: 'aiko', name: 'a', email: 'a@acme.example', language: 'en', roles: [] },
    open: operators(409),
  },
  { route: 'PUT /v1/teams/{teamId}/members/{memberId}/status', body: { status: 'active' }, open: operators(200) },
  { route: 'PATCH /v1/teams/{teamId}/members/{memberId}', body: { name: 'Aiko Sato' }, open: operators(200) },
  { route: 'PUT /v1/teams/{teamId}/members/{memberId}/roles', body: { roles: ['team_admin'] }, open: operators(200) },
  {
    route: 'PUT /v1/teams/{teamId}/members/{memberId}/champion',
    path: '/v1/teams/acme/members/champion/champion',
    body: { level: 'epic' },
    open: operators(200),
  },
  { route: 'DELETE /v1/teams/{teamId}/members/{memberId}/champion', open: operators(200) },
  { route: 'DELETE /v1/teams/{teamId}/members/{memberId}', path: '/v1/teams/acme/members/gone', open: operators(200) },
  { route: 'GET /v1/teams/{teamId}/add-ons', open: { ...billing(200, 200), operator: 200 } },
  {
    route: 'POST /v1/teams/{teamId}/add-ons/quotes',
    body: { product: 'dash', edition: 'essentials' },
    open: billing(201, 201),
  },
  {
    route: 'POST /v1/teams/{teamId}/add-ons',
    body: { quoteId: 'x' },
    open: { ...everyRequester(400), sales: 400, gone: 400, stranger: 400, outsider: 404 },
  },
  { route: 'POST /v1/teams/{teamId}/add-ons/{product}/removal/preview', open: billing(201, 201) },
  { route: 'POST /v1/teams/{teamId}/add-ons/{product}/removal', body: { previewId: 'x' }, open: billing(400, 400) },
  { route: 'DELETE /v1/teams/{teamId}/add-ons/{product}/removal', open: billing(200, 200) },
  { route: 'DELETE /v1/teams/{teamId}/add-ons/{product}/edition-change', open: billing(200, 200) },
  { route: 'GET /v1/add-on-inquiries', open: { sales: 200 } },
  { route: 'GET /v1/teams/{teamId}/charges', open: { ...billing(200, 200), operator: 200 } },
  {
    route: 'POST /v1/teams/{teamId}/add-on-inquiries',
    body: { product: 'dash', message: 'Call me.' },
    open: { ...everyRequester(201), outsider: 404 },
  },
  { route: 'GET /v1/teams/{teamId}/add-on-inquiries', open: { ...everyRequester(200), outsider: 404 } },
  {
    route: 'POST /v1/teams/{teamId}/add-on-inquiries/{inquiryId}/closure',
    path: '/v1/teams/acme/add-on-inquiries/none/closure',
    body: { reason: 'Later.' },
    open: { sales: 404 },
  },
  { route: 'POST /v1/tickets', body: TICKET, open: everyRequester(201) },
  { route: 'GET /v1/tickets', open: everyRequester(200) },
  { route: 'GET /v1/tickets/{ticketId}', open: requesters(200, 404) },
  { route: 'GET /v1/tickets/{ticketId}/messages', open: requesters(200, 404) },
  { route: 'GET /v1/tickets/{ticketId}/history', open: requesters(200, 404) },
  { route: 'GET /v1/desk/tickets/{ticketId}/history', open: deskReaders(200) },
  {
    route: 'POST /v1/tickets/{ticketId}/replies',
    body: { body: 'Hello?' },
    open: { ...requesters(201, 404), gone: 404, stranger: 404 },
  },
  { route: 'GET /v1/tickets/{ticketId}/clock', open: requesters(200, 404) },
  { route: 'GET /v1/desk/tickets/{ticketId}/clock', open: deskReaders(200) },
  {
    route: 'GET /v1/tickets/{ticketId}/attachments/{sha256}',
    path: '/v1/tickets/none/attachments/none',
    open: everyRequester(404),
  },
  {
    route: 'GET /v1/desk/tickets/{ticketId}/attachments/{sha256}',
    path: '/v1/desk/tickets/none/attachments/none',
    open: deskReaders(404),
  },
  { route: 'POST /v1/uploads', open: { ...everyRequester(415), gone: 415, stranger: 415, agent: 415, service: 415 } },
  { route: 'GET /v1/ticket-views', open: everyRequester(200) },
  { route: 'GET /v1/ticket-views/{name}', open: requesters(200, 404) },
  { route: 'PUT /v1/ticket-views/{name}', path: '/v1/ticket-views/other', body: {}, open: everyRequester(200) },
  { route: 'DELETE /v1/ticket-views/{name}', open: { ...everyRequester(404), aiko: 200 } },
  { route: 'GET /v1/support-route', open: everyRequester(200) },
  { route: 'GET /v1/contact-options', path: '/v1/contact-options?product=dropbox', open: everyRequester(200) },
  // Aiko's callback of the set-up waits. Her chat of the set-up has ended.
  { route: 'POST /v1/callbacks', body: CALLBACK, open: liveSupport({ aiko: 409, acting: 409 }), names: 'callbackId' },
  { route: 'GET /v1/callbacks', open: everyRequester(200) },
  { route: 'GET /v1/callbacks/{callbackId}', open: requesters(200, 404) },
  { route: 'DELETE /v1/callbacks/{callbackId}', open: enders(200) },
  { route: 'POST /v1/chats', body: CHAT, open: liveSupport({ aiko: 201, acting: 409 }) },
  { route: 'GET /v1/chats', open: everyRequester(200) },
  { route: 'GET /v1/chats/{chatId}', open: requesters(200, 404) },
  { route: 'GET /v1/chats/{chatId}/updates', open: { ...requesters(200, 404), agent: 200 } },
  {
    route: 'POST /v1/chats/{chatId}/messages',
    path: '/v1/chats/none/messages',
    body: { body: 'Hello?' },
    open: everyRequester(404),
  },
  { route: 'DELETE /v1/chats/{chatId}', open: enders(200) },
  { route: 'GET /v1/hub/dashboard', open: { aiko: 200, acting: 200, ...otherAdmins(200) } },
  { route: 'GET /v1/hub/recommendations', open: hub(200) },
  { route: 'GET /v1/hub/updates', open: hub(200) },
  { route: 'GET /v1/updates', open: everyRequester(200) },
  { route: 'GET /v1/desk/updates', open: agents(200) },
  { route: 'PUT /v1/desk/tickets/{ticketId}/presence', body: { activity: 'viewing' }, open: agents(200) },
  { route: 'DELETE /v1/desk/tickets/{ticketId}/presence', open: agents(200) },
  { route: 'GET /v1/hub/programme', open: hub(200) },
  { route: 'POST /v1/hub/consultations', body: { product: 'dropbox', ...HOUR }, open: hub(400) },
  // Q3: Essentials includes no root-cause session, so every caller is refused.
  { route: 'POST /v1/hub/root-cause-sessions', body: HOUR, open: {} },
  { route: 'GET /v1/hub/consultants', open: hub(200) },
  { route: 'POST /v1/hub/consultations/{consultationId}/move', body: HOUR, open: hub(404) },
  { route: 'POST /v1/hub/root-cause-sessions/{quarter}/move', body: HOUR, open: hub(404) },
  { route: 'DELETE /v1/hub/consultations/{consultationId}', open: hub(404) },
  { route: 'DELETE /v1/hub/root-cause-sessions/{quarter}', open: hub(404) },
  { route: 'GET /v1/hub/root-cause-sessions/{quarter}/agenda', open: hub(404) },
  { route: 'GET /v1/teams/{teamId}/programme', open: staff(200) },
  {
    route: 'POST /v1/teams/{teamId}/consultations',
    body: { memberId: 'aiko', product: 'dropbox', ...HOUR },
    open: staff(400),
  },
  { route: 'POST /v1/teams/{teamId}/consultations/{consultationId}/completion', open: staff(404) },
  { route: 'DELETE /v1/teams/{teamId}/consultations/{consultationId}', open: staff(404) },
  { route: 'POST /v1/teams/{teamId}/root-cause-sessions/{quarter}/completion', open: staff(404) },
  { route: 'DELETE /v1/teams/{teamId}/root-cause-sessions/{quarter}', open: staff(404) },
  { route: 'GET /v1/teams/{teamId}/root-cause-sessions/{quarter}/agenda', open: staff(404) },
  { route: 'PUT /v1/teams/{teamId}/features/{feature}', body: { count: 3 }, open: operatorsAndServices(200) },
  { route: 'GET /v1/desk/queue', open: agents(200) },
  { route: 'GET /v1/desk/queue/counts', open: agents(200) },
  { route: 'GET /v1/desk/tickets/{ticketId}', open: deskReaders(200) },
  { route: 'GET /v1/desk/tickets/{ticketId}/messages', open: deskReaders(200) },
  { route: 'POST /v1/desk/tickets/{ticketId}/answers', body: { body: 'On it.' }, open: agents(201) },
  { route: 'POST /v1/desk/tickets/{ticketId}/notes', body: { body: 'Known.' }, open: agents(201) },
  { route: 'DELETE /v1/desk/tickets/{ticketId}/assignment', open: agents(200) },
  { route: 'POST /v1/desk/tickets/{ticketId}/assignment', body: { agentId: 'mia' }, open: agents(201) },
  {
    route: 'POST /v1/desk/tickets',
    body: { ...TICKET, teamId: 'acme', requesterId: 'aiko', answer: { body: 'As discussed.' } },
    open: agents(201),
  },
  {
    route: 'PUT /v1/desk/tickets/{ticketId}/classification',
    body: { issueType: 'how_to', reason: 'A question.' },
    open: agents(200),
  },
  {
    route: 'POST /v1/desk/tickets/{ticketId}/merge',
    path: '/v1/desk/tickets/none/merge',
    body: { into: 'other' },
    open: agents(404),
  },
  { route: 'POST /v1/desk/tickets/{ticketId}/claim', open: agents(409) },
  { route: 'POST /v1/desk/tickets/{ticketId}/hold', body: { reason: 'Vendor.' }, open: agents(201) },
  { route: 'POST /v1/desk/tickets/{ticketId}/resumption', open: agents(201) },
  { route: 'POST /v1/desk/tickets/{ticketId}/solution', body: {}, open: agents(201) },
  { route: 'POST /v1/desk/tickets/{ticketId}/reopening', open: agents(201) },
  { route: 'POST /v1/desk/tickets/{ticketId}/closure', path: '/v1/desk/tickets/none/closure', open: agents(404) },
  {
    route: 'POST /v1/desk/bulk-actions',
    body: { action: 'note', ticketIds: ['none'], body: 'Known.' },
    open: agents(201),
  },
  {
    route: 'POST /v1/desk/agents',
    body: { agentId: 'kenji', name: 'Kenji', languages: ['en'], products: ['dropbox'] },
    open: operators(201),
  },
  {
    route: 'PATCH /v1/desk/agents/{agentId}',
    path: '/v1/desk/agents/none',
    body: { name: 'Kenji' },
    open: operators(404),
  },
  { route: 'PUT /v1/desk/availability', body: { availability: 'away' }, open: agents(404) },
  { route: 'POST /v1/desk/callbacks/next', body: { products: ['paper'] }, open: agents(404) },
  { route: 'POST /v1/desk/callbacks/{callbackId}/completion', open: agents(409) },
  { route: 'POST /v1/desk/callbacks/{callbackId}/unanswered', open: agents(409) },
  { route: 'POST /v1/desk/callbacks/{callbackId}/transfer', body: {}, open: agents(409), refusesPreconditions: true },
  { route: 'POST /v1/desk/chats/next', body: { products: ['paper'] }, open: agents(404) },
  { route: 'POST /v1/desk/chats/{chatId}/messages', body: { body: 'Hello.' }, open: agents(409) },
  { route: 'POST /v1/desk/chats/{chatId}/end', open: agents(409) },
  { route: 'POST /v1/desk/chats/{chatId}/transfer', body: {}, open: agents(409), refusesPreconditions: true },
  { route: 'GET /v1/mails', open: operatorsAndServices(200) },
  { route: 'GET /v1/mails/{mailId}', path: '/v1/mails/none', open: operatorsAndServices(404) },
  {
    route: 'POST /v1/mails/{mailId}/retry',
    path: '/v1/mails/none/retry',
    open: operatorsAndServices(404),
    refusesPreconditions: true,
  },
  {
    route: 'GET /v1/reports/charges',
    path: '/v1/reports/charges?to=2026-12-01T00:00:00Z',
    open: { analyst: 200, auditor: 200 },
  },
  { route: 'GET /v1/reports/digests', path: '/v1/reports/digests?team=acme', open: { analyst: 200, auditor: 200 } },
  {
    route: 'GET /v1/reports/responses',
    path: '/v1/reports/responses?team=acme&from=2026-10-01T00:00:00Z',
    open: { analyst: 200, auditor: 200 },
  },
  {
    route: 'GET /v1/read-models/{name}',
    path: '/v1/read-models/ticket-list?asOf=0',
    open: { analyst: 200, auditor: 200 },
  },
  { route: 'GET /v1/read-models', open: { analyst: 200, auditor: 200 } },
  {
    route: 'GET /v1/read-models/{name}/lineage',
    path: '/v1/read-models/ticket-list/lineage?key=none',
    open: { analyst: 404, auditor: 404 },
  },
  { route: 'GET /v1/log/events', open: { analyst: 200, auditor: 200 } },
  {
    route: 'GET /v1/log/events/{eventId}/links',
    path: '/v1/log/events/none/links',
    open: { analyst: 404, auditor: 404 },
  },
  { route: 'GET /v1/log/events/live', path: '/v1/log/events/live?after=0', open: { analyst: 200, auditor: 200 } },
  { route: 'POST /v1/webhooks', body: WEBHOOK, open: services(201) },
  { route: 'GET /v1/webhooks', open: services(200) },
  { route: 'GET /v1/webhooks/{webhookId}', open: services(200) },
  { route: 'PATCH /v1/webhooks/{webhookId}', body: { paused: false }, open: services(200) },
  {
    route: 'POST /v1/webhooks/{webhookId}/tests',
    path: '/v1/webhooks/none/tests',
    body: {},
    refusesPreconditions: true,
    open: services(404),
  },
  { route: 'GET /v1/webhooks/{webhookId}/deliveries', open: services(200) },
  {
    route: 'GET /v1/webhooks/{webhookId}/deliveries/{deliveryId}',
    path: '/v1/webhooks/none/deliveries/none',
    open: services(404),
  },
  {
    route: 'POST /v1/webhooks/{webhookId}/deliveries/{deliveryId}/replay',
    path: '/v1/webhooks/none/deliveries/none/replay',
    refusesPreconditions: true,
    open: services(404),
  },
  {
    route: 'POST /v1/webhooks/{webhookId}/deliveries/{deliveryId}/retry',
    path: '/v1/webhooks/none/deliveries/none/retry',
    refusesPreconditions: true,
    open: services(404),
  },
  { route: 'POST /v1/webhooks/{webhookId}/replays', body: { after: '0' }, open: services(201) },
  { route: 'POST /v1/webhooks/{webhookId}/secrets', open: services(201) },
  { route: 'DELETE /v1/webhooks/{webhookId}', path: '/v1/webhooks/none', open: services(404) },
  { route: 'GET /v1/webhook-event-types', open: operatorsAndServices(200) },
  { route: 'GET /v1/webhook-deliveries', open: { operator: 200 } },
  {
    route: 'GET /v1/webhook-deliveries/{deliveryId}',
    path: '/v1/webhook-deliveries/none',
    open: { operator: 404 },
  },
  {
    route: 'POST /v1/webhook-deliveries/{deliveryId}/retry',
    path: '/v1/webhook-deliveries/none/retry',
    refusesPreconditions: true,
    open: { operator: 404 },
  },
  { route: 'GET /health/live', open: everyone(200) },
  { route: 'GET /health/ready', open: everyone(200) },
  { route: 'GET /health/ready/reads', open: everyone(200) },
  { route: 'GET /v1/health', open: { operator: 200 } },
];

describe('access to routes', () => {
  let engine: TestEngine;
  let callers: Record<Name, Caller>;
  let ids: Readonly<Record<string, string>>;
  let gonesTicket: string;
  let gonesCallback: string;

  beforeAll(async () => {
    engine = await TestEngine.open();
    const { operator, aiko, ben } = await withAcme(engine);
    const member = (memberId: string, roles: readonly string[] = []) => ({
      memberId,
      name: memberId,
      email: `${memberId}@acme.example`,
      language: 'en',
      roles,
    });
    for (const someone of [
      member('gone', ['team_admin']),
      member('champion'),
      ...OTHER_ROLES.map((role) => member(role, [role])),
    ]) {
      await operator.post('/v1/teams/acme/members', someone);
    }
    const gone = await engine.member('acme', 'gone');
    gonesTicket = String((await gone.post('/v1/tickets', TICKET)).body['ticketId']);
    gonesCallback = String((await gone.post('/v1/callbacks', CALLBACK)).body['callbackId']);
    await operator.delete('/v1/teams/acme/members/gone');
    await operator.put('/v1/teams/acme/members/champion/champion', { level: 'epic' });
    await operator.post('/v1/desk/agents', { agentId: 'mia', name: 'Mia', languages: ['en'], products: ['dropbox'] });
    await operator.post('/v1/teams', { ...TEAM, teamId: 'globex' });
    await operator.post('/v1/teams/globex/members', member('outsider', ['team_admin']));
    const ticket = await aiko.post('/v1/tickets', { ...TICKET, subject: OWN });
    const callback = await aiko.post('/v1/callbacks', { ...CALLBACK, reason: OWN });
    const chat = await aiko.post('/v1/chats', { ...CHAT, message: OWN });
    await aiko.delete(`/v1/chats/${String(chat.body['chatId'])}`);
    await aiko.put('/v1/ticket-views/mine', { q: OWN });
    const reader = await engine.as({ kind: 'service', subject: 'reader' });
    const webhook = await reader.post('/v1/webhooks', WEBHOOK);
    ids = {
      teamId: 'acme',
      memberId: 'aiko',
      agentId: 'mia',
      product: 'dropbox',
      name: 'mine',
      quarter: '2026-Q4',
      consultationId: 'none',
      feature: 'rewind',
      webhookId: String(webhook.body['webhookId']),
      ticketId: String(ticket.body['ticketId']),
      callbackId: String(callback.body['callbackId']),
      chatId: String(chat.body['chatId']),
    };
    const inAcme = (name: string) => engine.member('acme', name);
    const service = await engine.as({ kind: 'service', subject: 'console', scope: 'act' });
    const others = await Promise.all(OTHER_ROLES.map(async (role) => [role, await inAcme(role)] as const));
    callers = {
      aiko,
      ben,
      gone,
      stranger: await inAcme('stranger'),
      outsider: await engine.member('globex', 'outsider'),
      champion: await inAcme('champion'),
      ...(Object.fromEntries(others) as Record<(typeof OTHER_ROLES)[number], Caller>),
      agent: await engine.as({ kind: 'agent' }),
      sales: await engine.as({ kind: 'sales' }),
      analyst: await engine.as({ kind: 'analyst' }),
      auditor: await engine.as({ kind: 'auditor' }),
      operator,
      service: reader,
      acting: service.with({ 'ledger-on-behalf-of': 'acme/aiko' }),
      nobody: await engine.as(),
      forged: bearing(await signed(claims(), generateKeyPairSync('ed25519').privateKey)),
      expired: bearing(await signed(claims({ exp: 1 }))),
    };
    await engine.settled();
  });
  afterAll(() => engine.close());

  const bearing = (token: string): Caller => new Caller(() => engine.url, token);
  const claims = (differing: JWTPayload = {}): JWTPayload => ({
    kind: 'operator',
    sub: 'operator',
    iss: 'ledgerdesk',
    aud: 'ledgerdesk',
    exp: Math.floor(Date.now() / 1000) + 3_600,
    ...differing,
  });
  const ownKey = (): KeyObject => createPrivateKey(engine.engine.secrets.signInKey());
  const signed = (payload: JWTPayload, key: KeyObject | Uint8Array = ownKey(), alg = 'EdDSA'): Promise<string> =>
    new SignJWT(payload).setProtectedHeader({ alg }).sign(key);

  /** Aiko's texts, phone number and email, which a caller must not see; except for analysts, also her request ids. */
  const secretsFrom = (name: Name): readonly string[] => [
    OWN,
    '+81312345678',
    'aiko@acme.example',
    ...(name === 'analyst' ? [] : [ids['ticketId'] ?? '', ids['callbackId'] ?? '', ids['chatId'] ?? '']),
  ];

  const expectedFor = ({ open }: Row, name: Name): number => open[name] ?? REFUSED[name] ?? 403;
  const pathOf = ({ route, path }: Row): string =>
    path ?? (route.split(' ')[1] ?? '').replaceAll(/\{(\w+)\}/g, (_, id: string) => ids[id] ?? '');

  it('has a row for every route of the API and a caller for every admin role', async () => {
    const routes = routesIn(await fetchDescription(callers.nobody));
    expect(ROWS.map(({ route }) => route).sort()).toEqual(routes.map(({ name }) => name).sort());
    expect([...OTHER_ROLES, 'team_admin'].sort()).toEqual([...ADMIN_ROLES].sort());
  });

  it.each(ROWS.map((row) => [row.route, row] as const))(
    '%s responds to each kind of caller with its listed status',
    async (_, row) => {
      const method = row.route.split(' ')[0] ?? '';
      const got: Partial<Record<Name, number>> = {};
      for (const name of CALLERS) {
        const { status, body } = await callers[name].send(method, pathOf(row), row.body);
        got[name] = status;
        const text = JSON.stringify(body);
        if (status >= 400 || ![...MAY_READ, ...(row.shows ?? [])].includes(name)) {
          const named = row.names && status === 409 && AIKOS.includes(name) ? [ids[row.names]] : [];
          expect({ name, seen: secretsFrom(name).filter((secret) => text.includes(secret)) }).toEqual({
            name,
            seen: named,
          });
        }
      }
      expect(got).toEqual(Object.fromEntries(CALLERS.map((name) => [name, expectedFor(row, name)])));
    },
  );

  it.each(ROWS.filter(({ route }) => !route.startsWith('GET')).map((row) => [row.route, row] as const))(
    'V4 %s tells a caller without the right to it nothing of its revision',
    async (_, row) => {
      const method = row.route.split(' ')[0] ?? '';
      const refused = CALLERS.filter((name) => [401, 403, 404].includes(expectedFor(row, name)));
      const got: Partial<Record<Name, number>> = {};
      for (const name of refused) {
        const caller = callers[name].with({ 'if-match': '"999"' });
        got[name] = (await caller.send(method, pathOf(row), row.body)).status;
      }
      const expected = (name: Name) => {
        const status = expectedFor(row, name);
        return status === 404 && row.refusesPreconditions ? 400 : status;
      };
      expect(got).toEqual(Object.fromEntries(refused.map((name) => [name, expected(name)])));
    },
  );

  it.each<[string, () => Promise<string>]>([
    ['a different issuer', () => signed(claims({ iss: 'else' }))],
    ['a different audience', () => signed(claims({ aud: 'else' }))],
    ['no expiry', () => signed(claims({ exp: undefined }))],
    ['a start in the future', () => signed(claims({ nbf: Math.floor(Date.now() / 1000) + 3_600 }))],
    ['an unknown kind', () => signed(claims({ kind: 'root' }))],
    ['a member without a team', () => signed(claims({ kind: 'member' }))],
    ['an invalid team', () => signed(claims({ kind: 'member', team: 'acme.aiko' }))],
    ['no subject', () => signed(claims({ sub: undefined }))],
    ['an empty subject', () => signed(claims({ sub: '' }))],
    ['no signature', () => Promise.resolve(new UnsecuredJWT(claims()).encode())],
    [
      'an HMAC keyed with the public key',
      () => {
        const secret = createPublicKey(engine.engine.secrets.signInKey()).export({ type: 'spki', format: 'pem' });
        return signed(claims(), new Uint8Array(Buffer.from(secret)), 'HS256');
      },
    ],
    ['trailing text', async () => `${await signed(claims())}x`],
    ['an invalid format', () => Promise.resolve('x.y.z')],
  ])('H8 refuses a token with %s', async (_, token) => {
    const { status, body } = await bearing(await token()).get('/v1/desk/queue');
    expect({ status, body }).toEqual({ status: 401, body: expect.objectContaining({ rule: 'H8' }) as object });
  });

  it('E2 refuses a deactivated member access to their own requests', async () => {
    const { gone } = callers;
    const replies = await Promise.all([
      gone.get(`/v1/tickets/${gonesTicket}`),
      gone.post(`/v1/tickets/${gonesTicket}/replies`, { body: 'Hello?' }),
      gone.get(`/v1/callbacks/${gonesCallback}`),
    ]);
    expect(replies.map(({ status, body }) => [status, body['rule']])).toEqual(Array(3).fill([403, 'E2']));
    expect((await gone.delete(`/v1/callbacks/${gonesCallback}`)).body).toMatchObject({ status: 'cancelled' });
  });

  it.each(['callbacks', 'chats'])(
    'E2 V4 tells nobody by ending %s whether a request of another exists',
    async (what) => {
      const foreign = ids[what === 'chats' ? 'chatId' : 'callbackId'] ?? '';
      const unknown = '00000000-0000-5000-8000-000000000000';
      const { gone, stranger, ben, outsider } = callers;
      for (const caller of [gone, stranger, ben, outsider]) {
        const [existing, missing] = await Promise.all(
          [foreign, unknown].map(async (id) => {
            const { status, body } = await caller.delete(`/v1/${what}/${id}`);
            return JSON.stringify({ status, body: { ...body, instance: null } }).replaceAll(id, 'id');
          }),
        );
        expect(existing).toContain('"status":404');
        expect(existing).toBe(missing);
      }
    },
  );

  it.each([
    ['a service without the scope act', { kind: 'service', subject: 'reader' }, 'acme/aiko', 403],
    ['a service acting for a non-member', { kind: 'service', scope: 'act' }, 'acme/stranger', 403],
    ['a service acting for a deactivated member', { kind: 'service', scope: 'act' }, 'acme/gone', 403],
    ['a service acting for an invalid member', { kind: 'service', scope: 'act' }, 'acme', 400],
  ] as const)('refuses %s', async (_, who, member, status) => {
    const service = (await engine.as(who)).with({ 'ledger-on-behalf-of': member });
    expect((await service.get('/v1/tickets')).status).toBe(status);
  });

  it('lets a service use a route of members without a member only where the document says so', async () => {
    const console = await engine.as({ kind: 'service', scope: 'act' });
    const routes = routesIn(await fetchDescription(callers.nobody));
    const requires: string[] = [];
    for (const { name, method, path } of routes.filter((route) => route['x-on-behalf-of'] !== undefined)) {
      const { body } = await console.send(
        method,
        path.replaceAll(/\{(\w+)\}/g, (_, id: string) => ids[id] ?? ''),
      );
      if (body['type'] === 'urn:ledgerdesk:problem:member-required') requires.push(name);
    }
    const documented = routes.filter((route) => route['x-on-behalf-of'] === 'required').map(({ name }) => name);
    expect(requires).toEqual(documented);
    expect(routes.filter((route) => route['x-on-behalf-of'] === 'optional').map(({ name }) => name)).toEqual([
      'POST /v1/uploads',
      'GET /v1/me',
      'GET /v1/time',
    ]);
  });

  it('V4 ignores Ledger-On-Behalf-Of from a member', async () => {
    const { body } = await callers.ben.with({ 'ledger-on-behalf-of': 'acme/aiko' }).get('/v1/tickets');
    expect(JSON.stringify(body)).not.toContain(OWN);
  });

  it.each(['add-ons', 'charges'])('returns 404 to sales for an unknown team (%s)', async (what) => {
    expect((await callers.sales.get(`/v1/teams/nowhere/${what}`)).body).toMatchObject({
      status: 404,
      type: 'urn:ledgerdesk:problem:team-not-found',
    });
  });
});
