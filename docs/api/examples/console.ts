/**
 * What a console, a billing page, an agent desk and an auditor's view do, with the client. Each function is a page or a
 * part of one. They know nothing but an address and tokens: every id comes from an earlier response, and what a caller
 * may do comes from `GET /v1/me`, so that nothing is tried to see whether it is refused. A test runs all of it.
 */
import {
  createClient,
  type LedgerdeskClient,
  type Schemas,
  verifyWebhook,
  type WebhookRequest,
} from '@ledgerdesk/client';

/** The kinds of caller that the console has pages for. */
export type Kind = 'admin' | 'member' | 'agent' | 'sales' | 'service' | 'auditor';

/** A token for each kind of caller. */
export type Tokens = Readonly<Record<Kind, string>>;

/** A client for each kind of caller. */
export type Clients = Readonly<Record<Kind, LedgerdeskClient>>;

type Me = Schemas['Me'];

/** Returns clients that are signed in as each kind of caller. */
export const signIn = (url: string, tokens: Tokens, fetch = globalThis.fetch): Clients => {
  const as = (kind: Kind): LedgerdeskClient => createClient({ url, token: tokens[kind], fetch });
  return {
    admin: as('admin'),
    member: as('member'),
    agent: as('agent'),
    sales: as('sales'),
    service: as('service'),
    auditor: as('auditor'),
  };
};

/** The head of every page: who is signed in, and which pages to offer. */
export const whoAmI = async (client: LedgerdeskClient) => {
  const { data } = await client.get('/v1/me');
  const pages = Object.entries(data.may).flatMap(([page, { allowed }]) => (allowed ? [page] : []));
  return { kind: data.kind, name: data.name ?? data.id, team: data.team?.name ?? null, pages };
};

/** The team of a member. */
const teamOf = (me: Me): NonNullable<Me['team']> => {
  if (me.team === null) throw new Error(`${me.id} belongs to no team.`);
  return me.team;
};

/** A member's form: offers the products and issue types by name, and opens a ticket with the first of each. */
export const openTicket = async (member: LedgerdeskClient, subject: string) => {
  const [product] = teamOf((await member.get('/v1/me')).data).products;
  const query = { product: product?.id };
  const { issueTypes, options } = (await member.get('/v1/contact-options', { query })).data;
  const opened = await member.post('/v1/tickets', {
    body: {
      product: product?.id,
      issueType: issueTypes[0]?.id ?? 'other',
      subject,
      body: 'Since this morning.',
      language: 'en',
    },
  });
  return {
    ticketId: opened.data.ticketId,
    position: opened.position,
    offered: options.flatMap(({ channel, offered }) => (offered ? [channel] : [])),
    notOffered: options.flatMap(({ channel, notOffered }) => (notOffered ? [`${channel}: ${notOffered.message}`] : [])),
  };
};

/** The agents' queue: counts by state, and the tickets that a search finds, the most urgent first. */
export const queuePage = async (agent: LedgerdeskClient, search: string, after: string | null) => {
  const { data: counts } = await agent.get('/v1/desk/queue/counts', { after });
  const found: string[] = [];
  const query = { q: search, sort: 'dueAt', limit: 50 } as const;
  for await (const { subject, team, requester, response } of agent.items('/v1/desk/queue', { query, after }))
    found.push(`${subject} (${requester.name}, ${team.name}): ${response?.state}, due ${response?.dueAt}`);
  return { open: counts.byStatus.open, running: counts.byState.running, found };
};

/** The ticket page of an agent: the ticket, and the customer with what it has and had. */
export const ticketPage = async (agent: LedgerdeskClient, ticketId: string) => {
  const { data: ticket } = await agent.get('/v1/desk/tickets/{ticketId}', { path: { ticketId } });
  const { teamId, requesterId: memberId } = ticket;
  const { data: customer } = await agent.get('/v1/desk/customers/{teamId}/{memberId}', { path: { teamId, memberId } });
  return {
    customer: customer.member.name,
    addOns: customer.team.addOns.map(({ product, edition }) => `${product.name}: ${edition}`),
    tickets: customer.tickets.items.length,
  };
};

/** Returns the history of a ticket: the public part for its requester, all of it for an agent. */
export const historyOf = async (member: LedgerdeskClient, agent: LedgerdeskClient, ticketId: string) => {
  const path = { ticketId };
  const shown: string[] = [];
  for await (const { type, actor } of member.items('/v1/tickets/{ticketId}/history', { path }))
    shown.push(`${type} by ${actor.name ?? actor.kind}`);
  const whole: string[] = [];
  for await (const { type } of agent.items('/v1/desk/tickets/{ticketId}/history', { path })) whole.push(type);
  return { shown, whole };
};

/**
 * Live pages of a member and an agent, with one stream each. When both have loaded, the agent answers. Returns what
 * each then sees. The ticket is read again with the id of the event as `after`, so that it includes the change.
 */
export const livePages = async (member: LedgerdeskClient, agent: LedgerdeskClient, ticketId: string) => {
  const path = { ticketId };
  let loaded = 0;
  const load = async (list: Promise<unknown>): Promise<void> => {
    await list;
    loaded += 1;
    if (loaded === 2)
      await agent.post('/v1/desk/tickets/{ticketId}/answers', { path, body: { body: 'Please try again.' } });
  };
  const memberPage = async (): Promise<string> => {
    for await (const { id: after, event, data } of member.follow('/v1/updates')) {
      if (event === 'reset') await load(member.get('/v1/tickets'));
      else if (event === 'ticket' && data.id === ticketId && data.happened === 'TicketAnswered') {
        const { messages } = (await member.get('/v1/tickets/{ticketId}', { path, after })).data;
        return `${messages.at(-1)?.author.name}: ${messages.at(-1)?.body}`;
      }
    }
    throw new Error('The stream of the member has ended.');
  };
  const agentPage = async (): Promise<string> => {
    for await (const { id: after, event, data } of agent.follow('/v1/desk/updates')) {
      if (event === 'reset') await load(agent.get('/v1/desk/queue'));
      else if (event === 'ticket' && data.id === ticketId && data.happened === 'ResponseClockStopped') {
        const { response } = (await agent.get('/v1/desk/tickets/{ticketId}', { path, after })).data;
        return `response ${response.state}`;
      }
    }
    throw new Error('The stream of the agent has ended.');
  };
  const [shown, onDesk] = await Promise.all([memberPage(), agentPage()]);
  return { shown, onDesk };
};

/** The booking page: what is open, who has time, and the first free hour booked. */
export const bookConsultation = async (admin: LedgerdeskClient) => {
  const { consultations } = (await admin.get('/v1/hub/programme')).data;
  const open = consultations.find(({ state }) => state === 'open');
  if (!open) throw new Error('No consultation is open.');
  const query = { product: open.product, days: 14 };
  for await (const { consultantId, name, freeHours } of admin.items('/v1/hub/consultants', { query })) {
    const [startsAt] = freeHours;
    if (startsAt === undefined) continue;
    const booked = await admin.post('/v1/hub/consultations', {
      body: { consultantId, startsAt, product: open.product },
    });
    return { product: open.product, consultant: name, isFirstHour: booked.data.startsAt === startsAt };
  }
  throw new Error('No consultant has time within two weeks.');
};

/** The billing page: who may buy, and for each product what is offered, or why nothing is. */
export const billingPage = async (client: LedgerdeskClient) => {
  const me = (await client.get('/v1/me')).data;
  const { purchases } = teamOf(me);
  return {
    whoMay: purchases.by === 'sales' ? 'sales' : purchases.roles.join(', '),
    offers: me.purchases.map(({ product, action, allowed, refused }) =>
      allowed ? `${action} ${product.name}` : `${product.name}: ${refused?.code}`,
    ),
  };
};

const moneyOf = ({ minor, currency }: { readonly minor: number; readonly currency: string }): string =>
  `${minor} ${currency}`;

/** Buys the add-on for a product: the price first, then its confirmation. Returns both and the charge. */
export const buyAddOn = async (admin: LedgerdeskClient) => {
  const me = (await admin.get('/v1/me')).data;
  const path = { teamId: teamOf(me).id };
  const offer = me.purchases.find(({ action, allowed }) => action === 'add' && allowed);
  if (!offer) throw new Error('No add-on is offered.');
  const quote = await admin.post('/v1/teams/{teamId}/add-ons/quotes', {
    path,
    body: { product: offer.product.id, edition: 'essentials' },
  });
  const { quoteId, amount, seats } = quote.data;
  const bought = await admin.post('/v1/teams/{teamId}/add-ons', { path, body: { quoteId } });
  const charges = await admin.get('/v1/teams/{teamId}/charges', { path, after: bought.position });
  return {
    quoted: moneyOf(amount),
    seats,
    charged: charges.data.items.map(({ reason, amount: charged }) => `${reason} ${moneyOf(charged)}`),
  };
};

/**
 * More seats while an add-on is active: the price for the rest of the period first, then its confirmation. Returns what
 * was quoted and what is charged, or why the caller may not change seats.
 */
export const addSeats = async (client: LedgerdeskClient, added: number) => {
  const { may, team } = (await client.get('/v1/me')).data;
  if (!may.seats.allowed || team === null) return { refused: may.seats.refused?.code ?? 'no-team' };
  const path = { teamId: team.id };
  const { items } = (await client.get('/v1/teams/{teamId}/add-ons', { path })).data;
  const seats = added + Math.max(...items.map(({ addOn }) => addOn?.seats ?? 0));
  const quote = await client.post('/v1/teams/{teamId}/seat-changes/quotes', { path, body: { seats } });
  const { quoteId, from, to, amount } = quote.data;
  const changed = await client.post('/v1/teams/{teamId}/seat-changes', { path, body: { quoteId } });
  const charges: string[] = [];
  for await (const { reason, product } of client.items('/v1/teams/{teamId}/charges', { path, after: changed.position }))
    if (reason === 'seats') charges.push(product);
  return { from, to, quoted: moneyOf(amount), charged: moneyOf(changed.data.charge), charges };
};

/** Requests that a webhook receives, in order. */
export type ReceivedRequests = AsyncIterator<WebhookRequest, undefined>;

/**
 * A service's webhook: made for the team that a search finds, tested, and replayed. Returns the verified events.
 *
 * @param happen Does something in the team that the webhook is told of.
 */
export const webhookPage = async (
  { service, sales }: Pick<Clients, 'service' | 'sales'>,
  {
    url,
    teamName,
    received,
    happen,
  }: {
    readonly url: string;
    readonly teamName: string;
    readonly received: ReceivedRequests;
    readonly happen: () => Promise<unknown>;
  },
) => {
  const teams: string[] = [];
  for await (const { teamId } of sales.items('/v1/teams', { query: { q: teamName } })) teams.push(teamId);
  const made = await service.post('/v1/webhooks', { body: { url, teams, types: ['TicketOpened'] } });
  const { webhookId, secret } = made.data;
  const path = { webhookId };
  const next = async () => {
    const { value } = await received.next();
    if (!value) throw new Error('The receiver is closed.');
    return verifyWebhook(value, { secret });
  };

  await service.post('/v1/webhooks/{webhookId}/tests', { path, body: { type: 'TicketOpened' } });
  const test = await next();
  await happen();
  const live = await next();
  const replayed: string[] = [];
  for await (const { deliveryId, kind, type } of service.items('/v1/webhooks/{webhookId}/deliveries', { path })) {
    if (kind !== 'event') continue;
    await service.post('/v1/webhooks/{webhookId}/deliveries/{deliveryId}/replay', { path: { webhookId, deliveryId } });
    replayed.push(`${type}`);
  }
  const again = await next();
  return { test: test.event.type, live: live.event.type, replayed, isSameEvent: again.id === live.id };
};

/** The auditor's view: the events of the log for a ticket, and what one of them caused. */
export const auditPage = async (auditor: LedgerdeskClient, ticketId: string) => {
  const events: Schemas['LoggedEvent'][] = [];
  const query = { streamName: `ticket-${ticketId}` };
  for await (const event of auditor.items('/v1/log/events', { query })) events.push(event);
  const eventId = events[0]?.id;
  if (eventId === undefined) throw new Error('The ticket has no events.');
  const { data } = await auditor.get('/v1/log/events/{eventId}/links', { path: { eventId } });
  return { types: events.map(({ type }) => type), actor: data.event.metadata.actor };
};
