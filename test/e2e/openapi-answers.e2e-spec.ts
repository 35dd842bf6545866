import { CALLBACK, CHAT, TEAM, TICKET, withAcme } from '../support/http/acme-fixture.js';
import type { Caller, Reply } from '../support/http/caller.js';
import { DocumentedResponses } from '../support/http/documented-responses.js';
import { fetchDescription } from '../support/http/openapi-description.js';
import { until } from '../support/http/until.js';
import { serveAuthority, type ServedAuthority } from '../support/ledger/served-authority.js';
import { TestEngine } from '../support/http/test-engine.js';

/** Files and event streams: routes without a JSON schema. */
const NOT_JSON = [
  'GET /v1/tickets/{ticketId}/attachments/{sha256}',
  'GET /v1/desk/tickets/{ticketId}/attachments/{sha256}',
  'GET /v1/chats/{chatId}/updates',
  'GET /v1/hub/updates',
  'GET /v1/updates',
  'GET /v1/desk/updates',
  'GET /v1/log/events/live',
  'GET /v1/audit/reads/checkpoint',
  'GET /v1/ledger/checkpoint',
  'GET /v1/ledger/tile/{level}/{path}',
];

const SANDBOX_START = '2026-11-27T07:30:00.000Z';

describe('documented responses', () => {
  let authority: ServedAuthority;
  let engine: TestEngine;
  let responses: DocumentedResponses;
  const call: DocumentedResponses['call'] = (...args) => responses.call(...args);
  const validateReply = (name: string, reply: Reply): void => responses.validate(name, reply);

  beforeAll(async () => {
    authority = await serveAuthority();
    engine = await TestEngine.open(undefined, {
      LEDGER_TSA_URL: authority.url,
      SMTP_URL: 'smtp://127.0.0.1:9',
      MAIL_FROM: 'support@ledgerdesk.example',
    });
    responses = new DocumentedResponses(await fetchDescription(await engine.as()));
  });
  afterAll(async () => {
    await engine.close();
    authority.close();
  });

  it('names a schema for the response of every route', () => {
    expect(responses.undescribed).toEqual([...NOT_JSON].sort());
  });

  it('matches the response of every route, and the first response to a repeat, which is marked as such', async () => {
    const { operator, aiko, ben, kenji } = await withAcme(engine);
    const [sales, auditor, anyone] = [
      await engine.as({ kind: 'sales' }),
      await engine.as({ kind: 'auditor' }),
      await engine.as(),
    ];
    const acme = { teamId: 'acme', product: 'dropbox' };
    const service = (await engine.as({ kind: 'service', scope: 'act' })).with({ 'ledger-on-behalf-of': 'acme/aiko' });

    await call(operator, 'POST /v1/teams', {}, { ...TEAM, teamId: 'globex', accountManager: 'maria' });
    const changes = { name: 'Globex AG', timeZone: 'Europe/Berlin', selfServe: false, seats: 30, interval: 'year' };
    await call(operator, 'PATCH /v1/teams/{teamId}', { teamId: 'globex' }, changes);
    await call(operator, 'PUT /v1/teams/{teamId}/products', { teamId: 'globex' }, { products: ['dropbox'] });
    await call(operator, 'PUT /v1/teams/{teamId}/account-manager', { teamId: 'globex' }, {});
    await call(operator, 'POST /v1/teams/{teamId}/members', acme, {
      memberId: 'carla',
      name: 'Carla',
      email: 'carla@acme.example',
      language: 'en',
      roles: [],
    });
    await call(
      operator,
      'PUT /v1/teams/{teamId}/members/{memberId}/status',
      { ...acme, memberId: 'carla' },
      { status: 'suspended' },
    );
    await call(
      operator,
      'PATCH /v1/teams/{teamId}/members/{memberId}',
      { ...acme, memberId: 'carla' },
      { name: 'Carla Neri', email: 'carla.neri@acme.example', language: 'ja', suspended: false },
    );
    await call(
      operator,
      'PUT /v1/teams/{teamId}/members/{memberId}/roles',
      { ...acme, memberId: 'carla' },
      { roles: ['support_admin'] },
    );
    await call(
      operator,
      'PUT /v1/teams/{teamId}/members/{memberId}/champion',
      { ...acme, memberId: 'carla' },
      { level: 'epic' },
    );
    await call(operator, 'DELETE /v1/teams/{teamId}/members/{memberId}/champion', { ...acme, memberId: 'carla' });
    await call(operator, 'DELETE /v1/teams/{teamId}/members/{memberId}', { ...acme, memberId: 'carla' });
    await call(
      operator,
      'POST /v1/desk/agents',
      {},
      { agentId: 'kenji', name: 'Kenji', languages: ['en', 'ja'], products: ['dropbox'] },
    );
    const skills = { name: 'Kenji Mori', products: ['dropbox', 'dash'], retired: false };
    await call(operator, 'PATCH /v1/desk/agents/{agentId}', { agentId: 'kenji' }, skills);
    await call(kenji, 'PUT /v1/desk/availability', {}, { availability: 'available', channels: ['chat'] });
    await call(kenji, 'PUT /v1/desk/availability', {}, { availability: 'away' });

    const { quoteId } = await call(sales, 'POST /v1/teams/{teamId}/add-ons/quotes', acme, {
      product: 'dash',
      edition: 'enhanced',
    });
    await call(sales, 'POST /v1/teams/{teamId}/add-ons', acme, { quoteId });
    const { inquiryId } = await call(aiko, 'POST /v1/teams/{teamId}/add-on-inquiries', acme, {
      product: 'dash',
      message: 'Please call me.',
    });
    await call(aiko, 'GET /v1/teams/{teamId}/add-on-inquiries', acme);
    await call(
      await engine.as({ kind: 'sales' }),
      'POST /v1/teams/{teamId}/add-on-inquiries/{inquiryId}/closure',
      { ...acme, inquiryId: String(inquiryId) },
      { reason: 'The team will wait.' },
    );
    const { previewId } = await call(aiko, 'POST /v1/teams/{teamId}/add-ons/{product}/removal/preview', acme);
    await call(aiko, 'POST /v1/teams/{teamId}/add-ons/{product}/removal', acme, { previewId });
    await call(aiko, 'DELETE /v1/teams/{teamId}/add-ons/{product}/removal', acme);
    await call(aiko, 'DELETE /v1/teams/{teamId}/add-ons/{product}/edition-change', acme);
    const seats = await call(sales, 'POST /v1/teams/{teamId}/seat-changes/quotes', acme, { seats: 20 });
    await call(sales, 'POST /v1/teams/{teamId}/seat-changes', acme, { quoteId: seats['quoteId'] });
    await call(operator, 'PATCH /v1/teams/{teamId}', acme, { interval: 'year' });
    await call(aiko, 'GET /v1/teams/{teamId}/add-ons', acme);
    await call(operator, 'GET /v1/teams/{teamId}', acme);
    await call(sales, 'DELETE /v1/teams/{teamId}/seat-changes/scheduled', acme);

    const hour = { consultantId: 'kenji', startsAt: '2026-12-01T01:00:00.000Z' };
    const consultation = await call(aiko, 'POST /v1/hub/consultations', {}, { product: 'dropbox', ...hour });
    await call(operator, 'DELETE /v1/teams/{teamId}/consultations/{consultationId}', {
      ...acme,
      consultationId: String(consultation['consultationId']),
    });
    const later = { ...hour, startsAt: '2026-12-02T01:00:00.000Z' };
    const dash = await call(operator, 'POST /v1/teams/{teamId}/consultations', acme, {
      memberId: 'aiko',
      product: 'dash',
      ...later,
    });
    const quarter = { ...acme, quarter: '2026-Q4' };
    const session = await call(
      aiko,
      'POST /v1/hub/root-cause-sessions',
      {},
      { ...hour, startsAt: '2026-12-03T01:00:00.000Z' },
    );
    expect(session).toMatchObject({ quarter: '2026-Q4' });
    await call(aiko, 'GET /v1/hub/programme');
    await call(aiko, 'GET /v1/hub/recommendations');
    await call(aiko, 'GET /v1/hub/root-cause-sessions/{quarter}/agenda', quarter);
    await call(operator, 'GET /v1/teams/{teamId}/root-cause-sessions/{quarter}/agenda', quarter);
    await call(operator, 'DELETE /v1/teams/{teamId}/root-cause-sessions/{quarter}', quarter);
    await call(aiko, 'POST /v1/hub/root-cause-sessions', {}, { ...hour, startsAt: '2026-12-03T02:00:00.000Z' });
    const moved = { ...hour, startsAt: '2026-12-03T05:00:00.000Z' };
    await call(aiko, 'POST /v1/hub/root-cause-sessions/{quarter}/move', quarter, moved);
    await call(aiko, 'DELETE /v1/hub/root-cause-sessions/{quarter}', quarter);
    await call(aiko, 'POST /v1/hub/root-cause-sessions', {}, { ...hour, startsAt: '2026-12-03T03:00:00.000Z' });
    const own = { product: 'dropbox', ...hour, startsAt: '2026-12-04T01:00:00.000Z' };
    const booked = await call(aiko, 'POST /v1/hub/consultations', {}, own);
    const { consultationId } = await call(
      aiko,
      'POST /v1/hub/consultations/{consultationId}/move',
      { consultationId: String(booked['consultationId']) },
      { ...hour, startsAt: '2026-12-04T03:00:00.000Z' },
    );
    await call(aiko, 'DELETE /v1/hub/consultations/{consultationId}', { consultationId: String(consultationId) });
    await call(operator, 'GET /v1/teams/{teamId}/programme', acme);
    await call(operator, 'PUT /v1/teams/{teamId}/features/{feature}', { ...acme, feature: 'rewind' }, { count: 3 });

    const ticket = async (caller: Caller, more: object = {}) => ({
      ticketId: String((await call(caller, 'POST /v1/tickets', {}, { ...TICKET, ...more }))['ticketId']),
    });
    const [first, second] = [await ticket(aiko), await ticket(service)];
    await call(aiko, 'GET /v1/tickets/{ticketId}/clock', first);
    await call(kenji, 'GET /v1/desk/tickets/{ticketId}/clock', first);
    const upload = await aiko.upload('one line', 'sync.log', 'text/plain');
    validateReply('POST /v1/uploads', upload);
    await call(aiko, 'POST /v1/tickets/{ticketId}/replies', first, {
      body: 'More of it.',
      uploads: [upload.body['uploadId']],
    });
    await call(kenji, 'POST /v1/desk/tickets/{ticketId}/assignment', first, { agentId: 'kenji' });
    await call(kenji, 'DELETE /v1/desk/tickets/{ticketId}/assignment', first);
    const [merged, into] = [await ticket(aiko), await ticket(aiko)];
    await call(kenji, 'POST /v1/desk/tickets/{ticketId}/merge', merged, { into: into.ticketId });
    await call(kenji, 'POST /v1/desk/tickets', {}, { ...TICKET, teamId: 'acme', requesterId: 'aiko' });
    await call(kenji, 'PUT /v1/desk/tickets/{ticketId}/classification', first, { product: 'dash', reason: 'Search.' });
    await call(kenji, 'PUT /v1/desk/tickets/{ticketId}/presence', first, { activity: 'writing' });
    await call(kenji, 'DELETE /v1/desk/tickets/{ticketId}/presence', first);
    await call(kenji, 'PUT /v1/desk/tickets/{ticketId}/presence', first, { activity: 'viewing' });
    await call(kenji, 'POST /v1/desk/tickets/{ticketId}/claim', first);
    await call(kenji, 'POST /v1/desk/tickets/{ticketId}/notes', first, { body: 'Looks like the proxy.' });
    await call(kenji, 'POST /v1/desk/tickets/{ticketId}/hold', first, { reason: 'Waiting for the vendor.' });
    await call(kenji, 'POST /v1/desk/tickets/{ticketId}/resumption', first);
    await call(kenji, 'POST /v1/desk/tickets/{ticketId}/answers', first, { body: 'We are on it.' });
    await call(kenji, 'POST /v1/desk/tickets/{ticketId}/solution', first, { body: 'Done.' });
    await call(kenji, 'POST /v1/desk/tickets/{ticketId}/reopening', first);
    await call(kenji, 'POST /v1/desk/tickets/{ticketId}/closure', first);
    await call(
      kenji,
      'POST /v1/desk/bulk-actions',
      {},
      { action: 'claim', ticketIds: [second.ticketId, first.ticketId, 'none'] },
    );
    await ticket(ben);

    const callback = async () => ({
      callbackId: String((await call(aiko, 'POST /v1/callbacks', {}, CALLBACK))['callbackId']),
    });
    const completed = await callback();
    await call(kenji, 'POST /v1/desk/callbacks/next', {}, {});
    await call(kenji, 'POST /v1/desk/callbacks/{callbackId}/transfer', completed, {});
    await call(kenji, 'POST /v1/desk/callbacks/next', {}, {});
    await call(kenji, 'POST /v1/desk/callbacks/{callbackId}/completion', completed);
    const unanswered = await callback();
    await call(kenji, 'POST /v1/desk/callbacks/next', {}, {});
    await call(kenji, 'POST /v1/desk/callbacks/{callbackId}/unanswered', unanswered);
    await engine.settled();
    await call(aiko, 'GET /v1/callbacks/{callbackId}', unanswered);
    await call(aiko, 'DELETE /v1/callbacks/{callbackId}', unanswered);

    const chat = { chatId: String((await call(aiko, 'POST /v1/chats', {}, CHAT))['chatId']) };
    await call(aiko, 'POST /v1/chats/{chatId}/messages', chat, { body: 'Hello?' });
    await call(kenji, 'POST /v1/desk/chats/next', {}, {});
    await engine.settled();
    for (const path of ['GET /v1/desk/me', 'GET /v1/desk/agents', 'GET /v1/desk/live']) await call(kenji, path);
    await call(kenji, 'PUT /v1/desk/availability', {}, { availability: 'away' });
    await call(kenji, 'POST /v1/desk/chats/{chatId}/messages', chat, { body: 'Restart it.' });
    await call(kenji, 'POST /v1/desk/chats/{chatId}/transfer', chat, {});
    await call(kenji, 'POST /v1/desk/chats/next', {}, {});
    await call(aiko, 'GET /v1/chats/{chatId}', chat);
    await call(kenji, 'POST /v1/desk/chats/{chatId}/end', chat);
    await call(aiko, 'DELETE /v1/chats/{chatId}', chat);
    await call(aiko, 'GET /v1/chats/{chatId}', chat);
    await engine.settled();
    await call(aiko, 'GET /v1/tickets/{ticketId}', { ticketId: chat.chatId });

    const console = await engine.as({ kind: 'service', subject: 'console' });
    await operator.post('/v1/teams/acme/members', {
      memberId: 'nomail',
      name: 'Nora',
      email: 'nora@acme.invalid',
      language: 'en',
      roles: [],
    });
    await call(kenji, 'POST /v1/desk/tickets/{ticketId}/answers', await ticket(await engine.member('acme', 'nomail')), {
      body: 'Nobody will read this.',
    });

    const webhook = {
      webhookId: String(
        (await call(console, 'POST /v1/webhooks', {}, { url: 'http://127.0.0.1:9/', types: ['TicketOpened'] }))[
          'webhookId'
        ],
      ),
    };
    await ticket(aiko);
    await engine.settled();
    await call(console, 'GET /v1/webhooks');
    await call(console, 'GET /v1/webhooks/{webhookId}', webhook);
    await call(console, 'PATCH /v1/webhooks/{webhookId}', webhook, { types: ['TicketOpened', 'TicketClosed'] });
    await call(console, 'GET /v1/webhook-event-types');
    await call(console, 'POST /v1/webhooks/{webhookId}/tests', webhook, { type: 'TicketOpened' });
    await call(console, 'POST /v1/webhooks/{webhookId}/secrets', webhook);
    await call(console, 'POST /v1/webhooks/{webhookId}/replays', webhook, { after: '0' });

    await engine.advanceTo('2026-11-27T12:00:00.000Z');
    const {
      items: [delivery],
    } = (await call(console, 'GET /v1/webhooks/{webhookId}/deliveries', webhook)) as {
      readonly items: readonly { readonly deliveryId: string }[];
    };
    const fail = (id: string): Promise<void> =>
      engine.engine.outbox.recordAttempt(id, {
        failedAt: '2026-11-27T12:00:00.000Z',
        error: 'The receiver does not respond.',
        retryAt: null,
      });
    const deliveryId = delivery?.deliveryId ?? '';
    await fail(deliveryId);
    await call(console, 'POST /v1/webhooks/{webhookId}/deliveries/{deliveryId}/retry', { ...webhook, deliveryId });
    await fail(deliveryId);
    await call(operator, 'GET /v1/webhook-deliveries');
    await call(operator, 'GET /v1/webhook-deliveries/{deliveryId}', { deliveryId });
    await call(operator, 'POST /v1/webhook-deliveries/{deliveryId}/retry', { deliveryId });
    await call(console, 'GET /v1/webhooks/{webhookId}/deliveries/{deliveryId}', { ...webhook, deliveryId });
    await fail(deliveryId);
    await call(console, 'POST /v1/webhooks/{webhookId}/deliveries/{deliveryId}/replay', { ...webhook, deliveryId });
    await call(console, 'DELETE /v1/webhooks/{webhookId}', webhook);
    const { items: unsent } = (await call(operator, 'GET /v1/mails')) as {
      readonly items: readonly { readonly mailId: string; readonly state: string }[];
    };
    const mail = { mailId: unsent.find(({ state }) => state === 'dead')?.mailId ?? '' };
    await call(operator, 'GET /v1/mails/{mailId}', mail);
    await call(operator, 'POST /v1/mails/{mailId}/retry', mail);
    for (const caller of [aiko, ben, kenji, sales, service, console]) await call(caller, 'GET /v1/me');
    await call(aiko, 'GET /v1/tickets');
    const view = { name: 'Overdue' };
    await call(aiko, 'PUT /v1/ticket-views/{name}', view, { status: 'open', sort: 'dueAt' });
    await call(aiko, 'GET /v1/ticket-views');
    await call(aiko, 'GET /v1/ticket-views/{name}', view);
    await call(aiko, 'PUT /v1/ticket-views/{name}', { name: 'Other' }, { q: 'proxy' });
    await call(aiko, 'DELETE /v1/ticket-views/{name}', view);
    await call(aiko, 'GET /v1/tickets/{ticketId}', second);
    await call(aiko, 'GET /v1/tickets/{ticketId}/messages', second);
    await call(kenji, 'GET /v1/desk/queue');
    await call(kenji, 'GET /v1/desk/queue/counts');
    await call(kenji, 'GET /v1/desk/tickets/{ticketId}', first);
    await call(kenji, 'GET /v1/desk/tickets/{ticketId}/messages', first);
    await call(aiko, 'GET /v1/teams/{teamId}/add-ons', acme);
    await call(sales, 'GET /v1/add-on-inquiries');
    expect(await call(auditor, 'GET /v1/reports/responses')).toMatchObject({
      total: { clocks: expect.any(Number) as number },
    });
    expect(await call(auditor, 'GET /v1/reports/charges')).toMatchObject({ total: [{ currency: 'JPY' }] });
    for (const report of [
      'responses?groupBy=level,agent,channel&bucket=week',
      'responses?bucket=hour&groupBy=hourOfWeek',
    ])
      validateReply('GET /v1/reports/responses', await auditor.get(`/v1/reports/${report}`));
    validateReply('GET /v1/reports/charges', await auditor.get('/v1/reports/charges?groupBy=team,reason&bucket=month'));
    await call(aiko, 'GET /v1/teams/{teamId}/charges', acme);
    await call(aiko, 'GET /v1/hub/dashboard');
    await call(ben, 'GET /v1/support-route');
    for (const product of ['dropbox', 'dash'])
      validateReply('GET /v1/contact-options', await aiko.get(`/v1/contact-options?product=${product}`));
    validateReply('GET /v1/contact-options', await ben.get('/v1/contact-options?product=dropbox&language=ja'));
    await call(auditor, 'GET /v1/read-models/{name}', { name: 'ticket-list' });
    const lineage = await auditor.get(`/v1/read-models/ticket-list/lineage?key=${first.ticketId}`);
    validateReply('GET /v1/read-models/{name}/lineage', lineage);
    const ids = { name: 'ticket-list', key: first.ticketId };
    await call(auditor, 'GET /v1/read-models/{name}/rows/{key}/lineage', ids);
    const whatIf = await call(auditor, 'POST /v1/what-if', {}, { clocks: 'all' });
    const asked = { whatIfId: String(whatIf['id']) };
    await until(async () => (await auditor.get(`/v1/what-if/${asked.whatIfId}`)).body['state'] !== 'running');
    await call(auditor, 'GET /v1/what-if/{whatIfId}', asked);
    await call(auditor, 'GET /v1/what-if/{whatIfId}/groups', asked);
    await call(auditor, 'GET /v1/what-if/{whatIfId}/clocks', asked);
    await call(auditor, 'DELETE /v1/what-if/{whatIfId}', asked);
    const diff = await auditor.get('/v1/read-models/ticket-list/diff?from=0');
    validateReply('GET /v1/read-models/{name}/diff', diff);
    const facts = await auditor.get('/v1/reports/responses/facts?measure=clocks&events=true');
    validateReply('GET /v1/reports/{name}/facts', facts);
    const { items: traced } = lineage.body as { readonly items: readonly { readonly id: string }[] };
    await call(auditor, 'GET /v1/log/events/{eventId}/links', { eventId: traced[0]?.id ?? '' });
    validateReply('GET /v1/log/events', await auditor.get('/v1/log/events?actor=agent:kenji&order=desc'));
    await engine.signed();
    validateReply('GET /v1/ledger/proofs/inclusion', await auditor.get('/v1/ledger/proofs/inclusion?index=0'));
    validateReply('GET /v1/ledger/proofs/consistency', await auditor.get('/v1/ledger/proofs/consistency?from=1'));
    const stamped = async () => auditor.get('/v1/ledger/timestamp');
    await until(
      async () => (await stamped()).status === 200,
      () => 'No checkpoint is stamped.',
    );
    validateReply('GET /v1/ledger/timestamp', await stamped());
    await call(auditor, 'GET /v1/tickets/{ticketId}/proof', first);
    await call(operator, 'POST /v1/privacy/erasures/preview', {}, { kind: 'member', id: 'acme.aiko' });
    await operator.post('/v1/desk/agents', { agentId: 'haru', name: 'Haru', languages: ['ja'], products: ['dropbox'] });
    const consultant = { kind: 'consultant', id: 'haru' };
    const { erasureId } = await call(operator, 'POST /v1/privacy/erasures', {}, consultant);
    await engine.settled();
    await call(operator, 'GET /v1/privacy/erasures/{erasureId}', { erasureId: String(erasureId) });
    const subject = { kind: 'member', subjectId: 'acme.aiko' };
    await call(operator, 'GET /v1/privacy/subjects/{kind}/{subjectId}', subject);
    await responses.repeatAll();
    await engine.restart('2026-12-04T00:00:00.000Z');
    await call(operator, 'POST /v1/teams/{teamId}/consultations/{consultationId}/completion', {
      ...acme,
      consultationId: String(dash['consultationId']),
    });
    await call(operator, 'POST /v1/teams/{teamId}/root-cause-sessions/{quarter}/completion', quarter);
    await call(anyone, 'GET /health/live');
    await call(anyone, 'GET /health/ready');
    await call(anyone, 'GET /health/ready/reads');
    const byRole: Readonly<Record<string, Caller>> = { member: aiko, agent: kenji, sales, operator, auditor };
    const sandbox = await TestEngine.openOnMachine(SANDBOX_START, { CLOCK_START: SANDBOX_START });
    const mover = await sandbox.as({ kind: 'operator' });
    await call(mover, 'POST /v1/sandbox/clock', {}, { by: 'P1D' });
    await call(mover, 'GET /v1/sandbox/clock');
    await sandbox.close();
    // GET routes that the scenario did not call, such as those of a new read model.
    for (const { name, method, 'x-caller-kinds': roles = [] } of responses.unseen) {
      if (method !== 'GET' || NOT_JSON.includes(name)) continue;
      const caller = roles.map((role) => byRole[role]).find((found) => found !== undefined) ?? anyone;
      await call(caller, name, { ...acme, ...first, ...quarter, memberId: 'aiko', agentId: 'kenji' });
    }
    expect(responses.repeated).toEqual(responses.keyed);
    expect(responses.unseen.map(({ name }) => name).sort()).toEqual([...NOT_JSON].sort());
  }, 60_000);
});
