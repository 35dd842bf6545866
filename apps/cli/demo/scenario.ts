import { DateTime } from 'luxon';
import { setTimeout as sleep } from 'node:timers/promises';
import { issueToken } from '../token/token.command.js';
import { withLog } from '../log/with-log.js';
import { replayReadModel } from '../replay/replay-read-model.js';
import { parseAsOf } from '../log/parse-as-of.js';
import { type ApiResponse, ApiClient } from './api-client.js';

/** Reports one step: the action and its result. */
type ReportStep = (action: string, result: string) => void;

const POLL_MS = 100;

const clientsFor = async (url: string) => {
  const client = async (kind: 'operator' | 'member' | 'agent', subject: string, team?: string) =>
    new ApiClient(url, await issueToken({ kind, subject, days: 1, ...(team === undefined ? {} : { team }) }));
  return {
    operator: await client('operator', 'ops'),
    aiko: await client('member', 'aiko', 'acme'),
    kenji: await client('agent', 'kenji'),
  };
};
type Clients = Awaited<ReturnType<typeof clientsFor>>;

const purchase = async ({ operator, aiko }: Clients, report: ReportStep): Promise<void> => {
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
  report('An operator registers the team acme in Tokyo, with aiko as its admin.', 'The log has an event for each.');
  const { body: quote } = await aiko.post('/v1/teams/acme/add-ons/quotes', {
    product: 'dropbox',
    edition: 'essentials',
  });
  await aiko.post('/v1/teams/acme/add-ons', { quoteId: quote['quoteId'] });
  report(
    'Aiko requests a quote for the Essentials add-on and confirms it.',
    [
      `${JSON.stringify(quote['amount'])} for ${String(quote['remainingDays'])} of the`,
      `${String(quote['periodDays'])} days of this billing period.`,
    ].join(' '),
  );
};

const inTokyo = (instant: unknown): string =>
  DateTime.fromISO(String(instant), { zone: 'Asia/Tokyo', locale: 'en' }).toFormat('cccc, HH:mm');

const openTicket = async ({ aiko }: Clients, report: ReportStep): Promise<ApiResponse> => {
  const ticket = await aiko.post('/v1/tickets', {
    issueType: 'sync_upload',
    subject: '同期が止まっています',
    body: '今朝から同期されません。',
    language: 'ja',
  });
  report(
    `It is ${inTokyo(ticket.body['openedAt'])} in Tokyo. Aiko opens a ticket in Japanese.`,
    [
      `Due ${inTokyo(ticket.body['responseDueAt'])}, the earlier of two targets: 4 hours, and one business hour`,
      'of the Japanese desk (closes at 17:00, opens again on Monday).',
    ].join(' '),
  );
  return ticket;
};

const responseOf = (ticket: ApiResponse): Readonly<Record<string, unknown>> =>
  ticket.body['response'] as Readonly<Record<string, unknown>>;

/** Polls the ticket until it has a breach. */
const waitForBreach = async (
  { aiko }: Clients,
  path: string,
  opened: string | null,
  report: ReportStep,
): Promise<void> => {
  report('Nobody answers. The simulated clock advances four hours.', 'A timer is armed for the due time.');
  let ticket = await aiko.get(path, opened);
  for (; responseOf(ticket)['breachedAt'] === null; ticket = await aiko.get(path)) await sleep(POLL_MS);
  report('The response target is breached.', `Recorded at the due time: ${inTokyo(responseOf(ticket)['breachedAt'])}.`);
};

/** Returns the log position of the late answer. */
const answer = async ({ aiko, kenji }: Clients, ticketId: string, report: ReportStep): Promise<string> => {
  const late = await kenji.post(`/v1/desk/tickets/${ticketId}/answers`, {
    body: 'お待たせいたしました。確認しております。',
  });
  report('Kenji answers, late.', 'The response clock stops. The breach remains.');
  const reply = await aiko.post(`/v1/tickets/${ticketId}/replies`, { body: 'まだ直りません。' });
  report(
    'Aiko replies.',
    [
      `A second clock starts, due ${inTokyo(reply.body['responseDueAt'])}.`,
      `The Japanese desk is closed, so the ticket is served in ${String(reply.body['servedLanguage'])}.`,
    ].join(' '),
  );
  await kenji.post(`/v1/desk/tickets/${ticketId}/solution`, { body: 'Fixed on our side.' });
  report('Kenji solves the ticket.', 'The second answer is in time.');
  return late.position ?? '0';
};

const callBack = async ({ aiko, kenji }: Clients, report: ReportStep): Promise<void> => {
  const callback = await aiko.post('/v1/callbacks', {
    phone: '+81 3-1234-5678',
    reason: 'もう一度ご説明ください。',
    language: 'ja',
  });
  report('Aiko requests a callback.', `Position ${String(callback.body['position'])} in the queue.`);
  const taken = await kenji.post('/v1/desk/callbacks/next');
  await kenji.post(`/v1/desk/callbacks/${String(taken.body['callbackId'])}/completion`);
  report('Kenji takes the next callback and calls.', `Phone number: ${String(taken.body['phone'])}.`);
};

const showHub = async ({ aiko }: Clients, position: string | null, report: ReportStep): Promise<void> => {
  const list = await aiko.get('/v1/tickets', position);
  report(
    'Aiko lists her tickets.',
    (list.body['items'] as readonly { subject: string; status: string }[])
      .map(({ subject, status }) => `${subject}: ${status}`)
      .join(', '),
  );
  const dashboard = await aiko.get('/v1/hub/dashboard', position);
  report(
    'Aiko opens her dashboard.',
    JSON.stringify({
      open: dashboard.body['open'],
      total: dashboard.body['total'],
      issueTypes: dashboard.body['issueTypes'],
    }),
  );
};

/** Returns the breach shown in the ticket list as of an instant or position, replayed from the log. */
const breachAsOf = (time: string): Promise<string> =>
  withLog(async (log) => {
    const rows = JSON.parse(
      await replayReadModel(log, {
        projection: 'ticket-list',
        asOf: parseAsOf(time),
        by: 'recorded',
        format: 'json',
      }),
    ) as readonly { response: { breachedAt: string | null } }[];
    return rows[0]?.response.breachedAt ?? 'no breach yet';
  });

/** Runs the demo against an engine whose clock starts on a Friday at 16:15 in Tokyo. */
export const runDemo = async (url: string, report: ReportStep): Promise<void> => {
  const clients = await clientsFor(url);
  await purchase(clients, report);
  const ticket = await openTicket(clients, report);
  const ticketId = String(ticket.body['ticketId']);
  await waitForBreach(clients, `/v1/tickets/${ticketId}`, ticket.position, report);
  const late = await answer(clients, ticketId, report);
  await callBack(clients, report);
  await showHub(clients, ticket.position, report);
  const dueAt = String(ticket.body['responseDueAt']);
  report(
    `An analyst replays the ticket list as of ${inTokyo(dueAt)} and as of the late answer (position ${late}).`,
    `Before: ${await breachAsOf(dueAt)}. After: breached at ${await breachAsOf(late)}.`,
  );
};
