import { DateTime } from 'luxon';
import { setTimeout as sleep } from 'node:timers/promises';
import { issueToken } from '../token/token.command.js';
import { withLog } from '../log/open-log.js';
import { replayed } from '../replay/replayed.js';
import { asOf } from '../log/as-of.js';
import { type Answer, Client } from './client.js';

/** Tells one step: what is done, and what came of it. */
export type Tell = (done: string, cameOfIt: string) => void;

const LOOK_MS = 100;

const callers = async (url: string) => {
  const client = async (kind: 'operator' | 'member' | 'agent', subject: string, team?: string) =>
    new Client(url, await issueToken({ kind, subject, days: 1, ...(team === undefined ? {} : { team }) }));
  return {
    operator: await client('operator', 'ops'),
    aiko: await client('member', 'aiko', 'acme'),
    kenji: await client('agent', 'kenji'),
  };
};
type Callers = Awaited<ReturnType<typeof callers>>;

const purchase = async ({ operator, aiko }: Callers, tell: Tell): Promise<void> => {
  await operator.post('/v1/teams', {
    teamId: 'acme',
    name: 'Acme KK',
    country: 'JP',
    timeZone: 'Asia/Tokyo',
    products: ['dropbox'],
    selfServe: true,
    billing: { currency: 'JPY', interval: 'month', periodStart: '2026-11-01', seats: 25 },
  });
  await operator.post('/v1/teams/acme/members', {
    memberId: 'aiko',
    name: 'Aiko Sato',
    email: 'aiko@acme.example',
    language: 'ja',
    roles: ['team_admin'],
  });
  tell('An operator registers the team acme in Tokyo, with aiko as its admin.', 'Both are events in the log now.');
  const { body: quote } = await aiko.post('/v1/teams/acme/add-ons/quotes', {
    product: 'dropbox',
    edition: 'essentials',
  });
  await aiko.post('/v1/teams/acme/add-ons', { quoteId: quote['quoteId'] });
  tell(
    'Aiko asks what the Essentials add-on costs, and confirms the quote.',
    `${JSON.stringify(quote['amount'])} for ${String(quote['remainingDays'])} of ${String(quote['periodDays'])} days of this billing period.`,
  );
};

const inTokyo = (instant: unknown): string =>
  DateTime.fromISO(String(instant), { zone: 'Asia/Tokyo', locale: 'en' }).toFormat('cccc, HH:mm');

const openTicket = async ({ aiko }: Callers, tell: Tell): Promise<Answer> => {
  const ticket = await aiko.post('/v1/tickets', {
    issueType: 'sync_upload',
    subject: '同期が止まっています',
    body: '今朝から同期されません。',
    language: 'ja',
  });
  tell(
    `It is ${inTokyo(ticket.body['openedAt'])} in Tokyo. Aiko opens a ticket in Japanese.`,
    `Due ${inTokyo(ticket.body['responseDueAt'])}. Two targets run: 4 hours around the clock, and one hour of the Japanese desk, which closes at 17:00 and goes on on Monday. The earlier one wins.`,
  );
  return ticket;
};

const responseOf = (ticket: Answer): Readonly<Record<string, unknown>> =>
  ticket.body['response'] as Readonly<Record<string, unknown>>;

/** Looks again and again until the breach stands in the ticket. */
const breached = async ({ aiko }: Callers, path: string, opened: string | null, tell: Tell): Promise<void> => {
  tell(
    'Nobody answers. The clock runs faster than life: four hours pass.',
    'The deadline clock waits for the due instant.',
  );
  let ticket = await aiko.get(path, opened);
  for (; responseOf(ticket)['breachedAt'] === null; ticket = await aiko.get(path)) await sleep(LOOK_MS);
  tell(
    'The promise is broken, and the log says so.',
    `Breached at ${inTokyo(responseOf(ticket)['breachedAt'])}: the due instant itself.`,
  );
};

/** Gives the position of the late answer. */
const answered = async ({ aiko, kenji }: Callers, ticketId: string, tell: Tell): Promise<string> => {
  const late = await kenji.post(`/v1/desk/tickets/${ticketId}/answers`, {
    body: 'お待たせいたしました。確認しております。',
  });
  tell('Kenji answers, late.', 'The clock stops; the breach stays.');
  const reply = await aiko.post(`/v1/tickets/${ticketId}/replies`, { body: 'まだ直りません。' });
  tell(
    'Aiko writes again.',
    `A second clock starts, due ${inTokyo(reply.body['responseDueAt'])}. The Japanese desk is closed, so it is served in ${String(reply.body['servedLanguage'])}.`,
  );
  await kenji.post(`/v1/desk/tickets/${ticketId}/solution`, { body: 'Corrected on our side.' });
  tell('Kenji solves the ticket.', 'This time the answer was in time.');
  return late.position ?? '0';
};

const called = async ({ aiko, kenji }: Callers, tell: Tell): Promise<void> => {
  const callback = await aiko.post('/v1/callbacks', {
    phone: '+81 3-1234-5678',
    reason: 'もう一度ご説明ください。',
    language: 'ja',
  });
  tell('Aiko asks to be called back.', `Place ${String(callback.body['position'])} in the queue.`);
  const taken = await kenji.post('/v1/desk/callbacks/next');
  await kenji.post(`/v1/desk/callbacks/${String(taken.body['callbackId'])}/completion`);
  tell('Kenji takes the next callback and makes the call.', `The number: ${String(taken.body['phone'])}.`);
};

const lookedAt = async ({ aiko }: Callers, position: string | null, tell: Tell): Promise<void> => {
  const list = await aiko.get('/v1/tickets', position);
  tell(
    'Aiko looks at her tickets.',
    (list.body['items'] as readonly { subject: string; status: string }[])
      .map(({ subject, status }) => `${subject}: ${status}`)
      .join(', '),
  );
  const dashboard = await aiko.get('/v1/hub/dashboard', position);
  tell(
    'And at her dashboard.',
    JSON.stringify({
      open: dashboard.body['open'],
      total: dashboard.body['total'],
      issueTypes: dashboard.body['issueTypes'],
    }),
  );
};

/** The breach in the ticket list as it was at a moment, computed from the log alone. */
const breachAsOf = (moment: string): Promise<string> =>
  withLog(async (log) => {
    const rows = JSON.parse(
      await replayed(log, { projection: 'ticket-list', asOf: asOf(moment), by: 'recorded', format: 'json' }),
    ) as readonly { response: { breachedAt: string | null } }[];
    return rows[0]?.response.breachedAt ?? 'no breach yet';
  });

/** The whole story against an engine whose clock stands shortly before Friday, 16:30 in Tokyo. */
export const runDemo = async (url: string, tell: Tell): Promise<void> => {
  const people = await callers(url);
  await purchase(people, tell);
  const ticket = await openTicket(people, tell);
  const ticketId = String(ticket.body['ticketId']);
  await breached(people, `/v1/tickets/${ticketId}`, ticket.position, tell);
  const late = await answered(people, ticketId, tell);
  await called(people, tell);
  await lookedAt(people, ticket.position, tell);
  const dueAt = String(ticket.body['responseDueAt']);
  tell(
    `An analyst replays the list as of ${inTokyo(dueAt)}, and as of the late answer (position ${late}).`,
    `Before: ${await breachAsOf(dueAt)}. After: breached at ${await breachAsOf(late)}.`,
  );
};
