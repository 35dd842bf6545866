import { collect } from '../support/collect.js';
import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import type { Body, Caller, Reply } from '../support/http/caller.js';
import { expectProblem } from '../support/http/expect-problem.js';
import { TestEngine } from '../support/http/test-engine.js';

const STARTED = '2026-11-27T07:30:00.000Z';
const ANSWERED = '2026-11-27T08:00:00.000Z';

describe('the log over HTTP', () => {
  let engine: TestEngine;
  let aiko: Caller;
  let kenji: Caller;
  let auditor: Caller;
  let analyst: Caller;
  let ticketId: string;

  beforeAll(async () => {
    engine = await TestEngine.open(STARTED);
    ({ aiko, kenji } = await withAcme(engine));
    [auditor, analyst] = [await engine.as({ kind: 'auditor' }), await engine.as({ kind: 'analyst' })];
    const console = (await engine.as({ kind: 'service', subject: 'console', scope: 'act' })).with({
      'ledger-on-behalf-of': 'acme/aiko',
      'correlation-id': 'trace-7',
    });
    ticketId = String((await console.post('/v1/tickets', TICKET)).body['ticketId']);
    await aiko.post(`/v1/tickets/${ticketId}/replies`, { body: 'More.' });
    await engine.advanceTo(ANSWERED);
    await kenji.post(`/v1/desk/tickets/${ticketId}/answers`, { body: 'On it.' });
    await engine.settled();
  });
  afterAll(() => engine.close());

  const page = async (query: string, who = auditor): Promise<Body> => {
    const reply = await who.get(`/v1/log/events?${query}`);
    expect({ query, status: reply.status }).toEqual({ query, status: 200 });
    return reply.body;
  };
  const events = async (query: string, who = auditor) => (await page(query, who))['items'] as Body[];
  const typesOf = async (query: string) => (await events(query)).map(({ type }) => type);
  const idOf = async (type: string) => String((await events(`types=${type}`))[0]?.['id']);
  const expectRefused = (reply: Reply, status: number, code: string): void => {
    expect(reply.body).toMatchObject({ status, type: `urn:ledgerdesk:problem:${code}` });
    expectProblem(reply);
  };
  /** All events of a query, a page at a time. */
  const allPages = async (query: string, limit: number): Promise<unknown[]> => {
    const ids: unknown[] = [];
    for (let after = ''; ;) {
      const { items, next } = await page(`${query}&limit=${limit}${after}`);
      ids.push(...(items as Body[]).map(({ id }) => id));
      if (typeof next !== 'string') return ids;
      after = `&after=${next}`;
    }
  };

  it('lists the newest events first', async () => {
    const oldest = await events('limit=1000');
    expect(await events('order=desc&limit=1000')).toEqual(oldest.toReversed());
    expect(await allPages('order=desc', 3)).toEqual(oldest.toReversed().map(({ id }) => id));
    expect(await events('order=desc&after=0')).toEqual([]);
    expect(await events(`order=desc&after=${String(oldest[2]?.['position'])}`)).toEqual(
      oldest.slice(0, 2).toReversed(),
    );
  });

  it('lists events from an instant, in both orders', async () => {
    const later = await typesOf(`from=${ANSWERED}`);
    expect(later).toEqual(expect.arrayContaining(['TicketAnswered', 'ResponseClockStopped']));
    expect(later).not.toContain('TicketReplied');
    expect((await typesOf(`from=${ANSWERED}&order=desc&limit=1000`)).toReversed()).toEqual(later);
    expect(await typesOf(`from=${STARTED}&types=TicketOpened`)).toEqual(['TicketOpened']);
    expect(await typesOf('from=2027-01-01T00:00:00Z')).toEqual([]);
    expect(await page(`from=${ANSWERED}`)).toHaveProperty('position');
  });

  it('lists one stream exactly, in both orders', async () => {
    const own = await events(`streamName=ticket-${ticketId}`);
    expect(own.map(({ revision }) => revision)).toEqual(own.map((_, revision) => revision));
    expect(own.map(({ type }) => type)).toContain('TicketAnswered');
    expect(await events(`streamName=ticket-${ticketId}&order=desc`)).toEqual(own.toReversed());
    for (const order of ['asc', 'desc'])
      expect((await allPages(`streamName=ticket-${ticketId}&order=${order}`, 1)).toSorted()).toEqual(
        own.map(({ id }) => id).toSorted(),
      );
    expect(await typesOf(`streamName=ticket-${ticketId}&types=TicketReplied`)).toEqual(['TicketReplied']);
    expect(await events(`streamName=ticket-${ticketId.slice(0, -1)}`)).toEqual([]);
  });

  it('finds events by correlation, causation and actor, with the position of the index', async () => {
    const opened = (await events('types=TicketOpened'))[0];
    const { commandId } = opened?.['metadata'] as Body;
    const correlated = await page('correlationId=trace-7');
    expect(correlated['position']).toBe(await engine.engine.store.head());
    expect((correlated['items'] as Body[]).map(({ type }) => type)).toEqual(
      expect.arrayContaining(['TicketOpened', 'ResponseClockStarted']),
    );
    const opening = ['TicketOpened', 'ResponseClockStarted'];
    expect(await typesOf(`causationId=${String(commandId)}&stream=ticket-`)).toEqual(opening);
    expect(await typesOf('actor=member:acme.aiko&types=TicketReplied')).toEqual(['TicketReplied']);
    expect(await typesOf('actor=service:console')).toEqual(['TicketOpened', 'ResponseClockStarted']);
    expect(await typesOf('onBehalfOf=member:acme.aiko&actor=service:console')).toEqual([
      'TicketOpened',
      'ResponseClockStarted',
    ]);
    expect(await typesOf(`actor=agent:kenji&streamName=ticket-${ticketId}`)).toEqual([
      'TicketAnswered',
      'ResponseClockStopped',
    ]);
    expect(await typesOf('actor=agent:nobody')).toEqual([]);
    expect(await typesOf(`actor=agent:kenji&from=2027-01-01T00:00:00Z`)).toEqual([]);
  });

  it.each(['correlationId=trace-7', 'actor=member:acme.aiko', 'actor=service:console'])(
    'pages through what it finds without repeats or gaps: %s',
    async (query) => {
      const all = (await events(`${query}&limit=1000`)).map(({ id }) => id);
      expect(all.length).toBeGreaterThan(1);
      for (const limit of [1, 2, 3]) {
        expect(await allPages(query, limit)).toEqual(all);
        expect(await allPages(`${query}&order=desc`, limit)).toEqual(all.toReversed());
      }
    },
  );

  it('shows an event with its command, causes and effects', async () => {
    const opened = await idOf('TicketOpened');
    const { status, body } = await auditor.get(`/v1/log/events/${opened}/links`);
    expect({ status, body }).toMatchObject({
      status: 200,
      body: {
        event: { id: opened, type: 'TicketOpened', data: { subject: TICKET.subject } },
        command: {
          correlationId: 'trace-7',
          actor: { kind: 'service', id: 'console' },
          onBehalfOf: { kind: 'member', id: 'acme.aiko' },
          events: [{ id: opened }, { type: 'ResponseClockStarted' }],
        },
        causes: [],
        hasMoreEffects: false,
        position: await engine.engine.store.head(),
      },
    });
    const command = body['command'] as Body;
    expect(command['causationId']).toBe(command['commandId']);
  });

  it('follows an effect back to what caused it', async () => {
    await engine.advanceTo('2026-11-27T12:00:00.000Z');
    const all = await events('limit=1000');
    const ids = new Set(all.map(({ id }) => id));
    const effects = all.filter(({ metadata }) => ids.has((metadata as Body)['causationId']));
    const commands = new Map(all.map((event) => [(event['metadata'] as Body)['commandId'], event]));
    const parts = all.filter(({ metadata }) => {
      const { causationId, commandId } = metadata as Body;
      return causationId !== commandId && commands.has(causationId);
    });
    for (const effect of [...effects.slice(0, 3), ...parts.slice(0, 3)]) {
      const { causationId } = effect['metadata'] as Body;
      const { causes } = (await auditor.get(`/v1/log/events/${String(effect['id'])}/links`)).body;
      const [cause] = causes as Body[];
      expect([cause?.['id'], cause?.['commandId']]).toContain(causationId);
      const back = (await auditor.get(`/v1/log/events/${String(cause?.['id'])}/links`)).body['effects'] as Body[];
      expect(back.map(({ id }) => id)).toContain(effect['id']);
    }
  });

  it('masks personal fields for analysts', async () => {
    const [opened] = await events('correlationId=trace-7&types=TicketOpened', analyst);
    expect(opened).toMatchObject({ data: { subject: '•••', ticketId } });
    const links = (await analyst.get(`/v1/log/events/${String(opened?.['id'])}/links`)).body;
    expect(links).toMatchObject({ event: { data: { subject: '•••' } } });
  });

  it('refuses what is no criterion, and answers an unknown event with 404', async () => {
    for (const query of [
      'actor=kenji',
      'actor=agent:',
      'actor=robot:kenji',
      'order=up',
      'from=soon',
      'correlationId=a.b',
    ])
      expectRefused(await auditor.get(`/v1/log/events?${query}`), 400, 'invalid-input');
    expectRefused(await auditor.get('/v1/log/events/none/links'), 404, 'event-not-found');
  });

  it('lists read models with columns, personal fields and position', async () => {
    const items = (await auditor.get('/v1/read-models')).body['items'] as Body[];
    expect(items.map(({ name }) => name)).toEqual(items.map(({ name }) => String(name)).toSorted());
    expect(items.find(({ name }) => name === 'event-index')).toMatchObject({
      version: 1,
      serving: true,
      position: await engine.engine.store.head(),
      columns: expect.arrayContaining([
        { name: 'key', type: 'text', personal: false },
        { name: 'rootId', type: 'text', personal: false },
      ]) as unknown,
      events: expect.arrayContaining(['TicketOpened']) as unknown,
    });
    expect(items.find(({ name }) => name === 'members')).toMatchObject({
      columns: expect.arrayContaining([{ name: 'sortName', type: 'text', personal: true }]) as unknown,
    });
  });

  it('traces a row to the events that made it, as of any moment, in pages', async () => {
    const path = `/v1/read-models/ticket-list/lineage?key=${ticketId}`;
    const { body } = await auditor.get(path);
    const items = body['items'] as Body[];
    expect(body).toMatchObject({ key: ticketId, row: { ticketId, subject: TICKET.subject }, total: items.length });
    expect(items[0]).toMatchObject({ type: 'TicketOpened', change: 'created' });
    const before = (await auditor.get(`${path}&asOf=2026-11-27T07:59:59Z`)).body;
    expect(before).toMatchObject({ row: { messages: 2 }, total: 3 });
    const lineage = auditor.client().items('/v1/read-models/{name}/lineage', {
      path: { name: 'ticket-list' },
      query: { key: ticketId, limit: 2 },
    });
    expect(await collect(lineage)).toEqual(items);
    expect((await analyst.get(path)).body).toMatchObject({ row: { subject: '•••' } });
  });

  it('refuses the lineage of what there is not', async () => {
    expectRefused(await auditor.get('/v1/read-models/none/lineage?key=a'), 404, 'read-model-not-found');
    expectRefused(await auditor.get('/v1/read-models/ticket-list/lineage?key=none'), 404, 'row-not-found');
    expectRefused(await auditor.get('/v1/read-models/ticket-list/lineage'), 400, 'invalid-input');
    for (const cursor of ['x', '1.x', 'x.1'])
      expectRefused(
        await auditor.get(`/v1/read-models/ticket-list/lineage?key=${ticketId}&cursor=${cursor}`),
        400,
        'cursor-malformed',
      );
  });
});
