import * as console from '../../docs/api/examples/console.js';
import { RecordedTraffic } from '../support/client/recorded-traffic.js';
import { withAcme } from '../support/http/acme-fixture.js';
import { TestEngine } from '../support/http/test-engine.js';
import { WebhookReceiver } from '../support/http/webhook-receiver.js';

/** Friday, 27 November 2026, 10:00 in Tokyo. */
const NOW = '2026-11-27T01:00:00.000Z';
const MINUTE_MS = 60_000;

describe('the console in docs/api/examples', () => {
  const traffic = new RecordedTraffic();
  let receiver: WebhookReceiver;
  let engine: TestEngine;
  let clients: console.Clients;
  let opened: Awaited<ReturnType<typeof console.openTicket>>;

  beforeAll(async () => {
    receiver = await WebhookReceiver.open();
    engine = await TestEngine.open(NOW, { WEBHOOK_PRIVATE_ADDRESSES: 'true' });
    const { operator, aiko, ben, kenji } = await withAcme(engine);
    const kenjiAsAgent = { agentId: 'kenji', name: 'Kenji', languages: ['en', 'ja'], products: ['dropbox'] };
    await operator.post('/v1/desk/agents', kenjiAsAgent);
    await engine.settled();
    clients = console.signIn(
      engine.url,
      {
        admin: aiko.token ?? '',
        member: ben.token ?? '',
        agent: kenji.token ?? '',
        sales: (await engine.as({ kind: 'sales' })).token ?? '',
        service: (await engine.as({ kind: 'service', subject: 'console' })).token ?? '',
        auditor: (await engine.as({ kind: 'auditor' })).token ?? '',
      },
      traffic.fetch,
    );
    opened = await console.openTicket(clients.member, 'Sync has stopped');
  });
  afterAll(async () => {
    await engine.close();
    await receiver.close();
  });
  afterEach(() => engine.settled());

  it('knows each caller and the pages to offer', async () => {
    expect(await console.whoAmI(clients.admin)).toEqual({
      kind: 'member',
      name: 'aiko',
      team: 'Acme KK',
      pages: expect.arrayContaining(['tickets', 'hub', 'billing']) as unknown,
    });
    const { pages } = await console.whoAmI(clients.member);
    expect(pages).toContain('tickets');
    expect(pages).not.toContain('billing');
    expect(await console.whoAmI(clients.agent)).toMatchObject({ kind: 'agent', name: 'Kenji', team: null });
    expect((await console.whoAmI(clients.service)).pages).toContain('webhooks');
    expect((await console.whoAmI(clients.auditor)).pages).toContain('log');
    expect((await console.whoAmI(clients.sales)).pages).toContain('sales');
  });

  it('offers a member the channels that are open, and says why others are not', () => {
    expect(opened.offered).toContain('request');
    expect(opened.notOffered).toEqual([expect.stringMatching(/^chat: /), expect.stringMatching(/^callback: /)]);
  });

  it('shows an agent the queue with counts, what a search finds, and the customer of a ticket', async () => {
    expect(await console.queuePage(clients.agent, 'sync has', opened.position)).toEqual({
      open: 1,
      running: 1,
      found: [expect.stringMatching(/^Sync has stopped \(ben, Acme KK\): running, due 2026-11-27T0\d:/)],
    });
    expect(await console.queuePage(clients.agent, 'printer', null)).toMatchObject({ open: 1, found: [] });
    expect(await console.ticketPage(clients.agent, opened.ticketId)).toEqual({
      customer: 'ben',
      addOns: ['Dropbox: essentials'],
      tickets: 1,
    });
  });

  it('updates the pages of a member and an agent over one stream each, then shows the history', async () => {
    expect(await console.livePages(clients.member, clients.agent, opened.ticketId)).toEqual({
      shown: 'Kenji: Please try again.',
      onDesk: 'response met',
    });
    const path = { ticketId: opened.ticketId };
    await clients.agent.post('/v1/desk/tickets/{ticketId}/notes', { path, body: { body: 'Known fault.' } });
    await engine.settled();
    const { shown, whole } = await console.historyOf(clients.member, clients.agent, opened.ticketId);
    expect(shown).toEqual(expect.arrayContaining(['TicketOpened by ben', 'TicketAnswered by Kenji']));
    expect(shown.join()).not.toContain('InternalNoteAdded');
    expect(whole).toEqual(expect.arrayContaining(['TicketOpened', 'ResponseClockStopped', 'InternalNoteAdded']));
  });

  it('books a consultation without knowing who has time', async () => {
    expect(await console.bookConsultation(clients.admin)).toEqual({
      product: 'dropbox',
      consultant: 'Kenji',
      isFirstHour: true,
    });
  });

  it('shows who may buy and why something is not offered, and buys what is', async () => {
    const page = await console.billingPage(clients.admin);
    expect(page).toEqual({
      whoMay: expect.stringContaining('team_admin') as unknown,
      offers: expect.arrayContaining(['add Dropbox Dash']) as unknown,
    });
    const { offers } = await console.billingPage(clients.member);
    expect(offers.filter((offer) => offer.startsWith('add '))).toEqual([]);
    const bought = await console.buyAddOn(clients.admin);
    expect(bought.charged).toContain(`purchase ${bought.quoted}`);
    await engine.settled();
    expect((await console.billingPage(clients.admin)).offers).not.toContain('add Dropbox Dash');
  });

  it('adds seats at the quoted price, and says who may not', async () => {
    expect(await console.addSeats(clients.member, 5)).toEqual({ refused: expect.any(String) as string });
    const added = await console.addSeats(clients.admin, 5);
    await engine.settled();
    expect(added).toMatchObject({ from: 25, to: 30, charged: added.quoted });
    expect(added.quoted).toMatch(/^[1-9]\d* JPY$/);
    const again = await console.addSeats(clients.admin, 1);
    expect(again).toMatchObject({ from: 30, charges: expect.arrayContaining(['dropbox', 'dash']) as unknown });
  });

  it('makes, tests and replays a webhook', async () => {
    let minutes = 0;
    const received = async function* () {
      for (let count = 1; ; count += 1) {
        minutes += 1;
        await engine.advanceTo(new Date(Date.parse(NOW) + minutes * MINUTE_MS).toISOString());
        await receiver.waitFor(count);
        const request = receiver.received[count - 1];
        if (!request) return undefined;
        yield request;
      }
    };
    const outcome = await console.webhookPage(clients, {
      url: receiver.url,
      teamName: 'Acme',
      received: received(),
      happen: () => console.openTicket(clients.member, 'Another one'),
    });
    expect(outcome).toEqual({
      test: 'TicketOpened',
      live: 'TicketOpened',
      replayed: ['TicketOpened'],
      isSameEvent: true,
    });
  });

  it('shows an auditor the events of a ticket and who caused them', async () => {
    const { types, actor } = await console.auditPage(clients.auditor, opened.ticketId);
    expect(types.slice(0, 2)).toEqual(['TicketOpened', 'ResponseClockStarted']);
    expect(actor).toEqual({ kind: 'member', id: 'acme.ben' });
  });

  it('is never refused, and guesses no id', () => {
    const routes = new Set(traffic.exchanges.map(({ request }) => request));
    expect(routes.size).toBeGreaterThan(25);
    expect(traffic.exchanges.filter(({ status, guessed }) => status >= 400 || guessed.length > 0)).toEqual([]);
  });
});
