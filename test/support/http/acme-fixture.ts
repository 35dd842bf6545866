import type { Caller, Reply } from './caller.js';
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

/** Previews the removal of an add-on of a team and confirms it. Returns the reply to the confirmation. */
export const removeAddOn = async (caller: Caller, teamId: string, product: string): Promise<Reply> => {
  const path = `/v1/teams/${teamId}/add-ons/${product}/removal`;
  const { previewId } = (await caller.post(`${path}/preview`)).body;
  return caller.post(path, { previewId });
};

/** A team with callers: its admin aiko, its member ben, an operator, and the agent kenji. */
export interface TeamCallers {
  readonly operator: Caller;
  readonly aiko: Caller;
  readonly ben: Caller;
  readonly kenji: Caller;
}

/** Registers a team with its admin aiko, its member ben and the Essentials add-on for dropbox. */
export const withTeam = async (engine: TestEngine, teamId: string): Promise<TeamCallers> => {
  const path = `/v1/teams/${teamId}`;
  const operator = await engine.as({ kind: 'operator' });
  await operator.post('/v1/teams', { ...TEAM, teamId });
  await operator.post(`${path}/members`, member('aiko', ['team_admin']));
  await operator.post(`${path}/members`, member('ben'));
  const aiko = await engine.member(teamId, 'aiko');
  const { body } = await aiko.post(`${path}/add-ons/quotes`, { product: 'dropbox', edition: 'essentials' });
  await aiko.post(`${path}/add-ons`, { quoteId: body['quoteId'] });
  return {
    operator,
    aiko,
    ben: await engine.member(teamId, 'ben'),
    kenji: await engine.as({ kind: 'agent', subject: 'kenji' }),
  };
};

/** Registers the team acme: see `withTeam`. */
export const withAcme = (engine: TestEngine): Promise<TeamCallers> => withTeam(engine, TEAM.teamId);
