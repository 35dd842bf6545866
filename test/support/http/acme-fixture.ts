import type { Caller } from './caller.js';
import type { TestEngine } from './test-engine.js';

export const TEAM = {
  teamId: 'acme',
  name: 'Acme KK',
  country: 'JP',
  timeZone: 'Asia/Tokyo',
  products: ['dropbox', 'dash'],
  selfServe: true,
  billing: { currency: 'JPY', interval: 'month', periodStart: '2026-11-01', seats: 25 },
};
export const TICKET = {
  product: 'dropbox',
  issueType: 'sync_upload',
  subject: 'Sync has stopped',
  body: 'Nothing syncs.',
  language: 'en',
};
export const CHAT = { product: 'dropbox', issueType: 'sync_upload', message: 'Nothing syncs.', language: 'en' };
export const CALLBACK = { product: 'dropbox', phone: '+81 3-1234-5678', reason: 'Nobody can sign in.', language: 'en' };

const member = (memberId: string, roles: readonly string[] = []) => ({
  memberId,
  name: memberId,
  email: `${memberId}@acme.example`,
  language: 'en',
  roles,
});

/** Registers the team acme with its admin aiko, its member ben and the Essentials add-on for dropbox. */
export const withAcme = async (
  engine: TestEngine,
): Promise<{ readonly operator: Caller; readonly aiko: Caller; readonly ben: Caller; readonly kenji: Caller }> => {
  const operator = await engine.as({ kind: 'operator' });
  await operator.post('/v1/teams', TEAM);
  await operator.post('/v1/teams/acme/members', member('aiko', ['team_admin']));
  await operator.post('/v1/teams/acme/members', member('ben'));
  const aiko = await engine.member('acme', 'aiko');
  const { body } = await aiko.post('/v1/teams/acme/add-ons/quotes', { product: 'dropbox', edition: 'essentials' });
  await aiko.post('/v1/teams/acme/add-ons', { quoteId: body['quoteId'] });
  return {
    operator,
    aiko,
    ben: await engine.member('acme', 'ben'),
    kenji: await engine.as({ kind: 'agent', subject: 'kenji' }),
  };
};
