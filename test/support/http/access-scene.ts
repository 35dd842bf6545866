import { generateKeyPairSync } from 'node:crypto';
import { CALLBACK, CHAT, TEAM, TICKET, withAcme } from './acme-fixture.js';
import { type CallerName, OTHER_ROLES, OWN } from './access-callers.js';
import type { Caller } from './caller.js';
import { bearing, claims, signed, signInKey } from './operator-tokens.js';
import { TestEngine } from './test-engine.js';

export const WEBHOOK = { url: 'https://console.example/ledgerdesk', types: ['TicketOpened'] };

/** An engine with the callers of the access matrix, and requests of aiko that most of them must not see. */
export interface AccessScene {
  readonly engine: TestEngine;
  readonly callers: Readonly<Record<CallerName, Caller>>;
  /** What the parameters in the path of a route stand for: aiko's resources. */
  readonly ids: Readonly<Record<string, string>>;
  /** A ticket and a callback of gone, who was deactivated after requesting them. */
  readonly gonesTicket: string;
  readonly gonesCallback: string;
}

/** Starts an engine with the callers of the access matrix. The caller closes it. */
export const openAccessScene = async (): Promise<AccessScene> => {
  const engine = await TestEngine.open();
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
  const gonesTicket = String((await gone.post('/v1/tickets', TICKET)).body['ticketId']);
  const gonesCallback = String((await gone.post('/v1/callbacks', CALLBACK)).body['callbackId']);
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
  const ids = {
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
  const callers: Record<CallerName, Caller> = {
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
    forged: bearing(engine, await signed(claims(), generateKeyPairSync('ed25519').privateKey)),
    expired: bearing(engine, await signed(claims({ exp: 1 }), signInKey(engine))),
  };
  await engine.settled();
  await engine.signed();
  return { engine, callers, ids, gonesTicket, gonesCallback };
};
