import { readerAfter } from '../test/support/projected-rows.js';
import { anEvent } from '../test/support/recorded-events.js';
import { agents } from './agents/definition.js';
import { members } from './members/definition.js';
import { namesOf } from './names.js';
import { teams } from './teams/definition.js';

const reader = readerAfter(
  [teams, members, agents],
  anEvent('TeamRegistered'),
  anEvent('MemberAdded'),
  anEvent('MemberAdded', { teamId: 'globex', name: 'Namesake' }),
  anEvent('AgentRegistered'),
  anEvent('AgentEngaged', { agentId: 'mia' }),
);

describe('names', () => {
  it('are those of the ids, members by their team', async () => {
    const aiko = { teamId: 'acme', memberId: 'aiko' };
    const names = await namesOf(reader, { teams: ['acme'], members: [aiko, aiko], agents: ['kenji', 'mia', 'kenji'] });
    expect([names.team('acme'), names.member(aiko), names.agent('kenji')]).toEqual([
      'Acme KK',
      'Aiko Sato',
      'Kenji Mori',
    ]);
    expect([names.agent('mia'), names.agent('nobody'), names.member({ ...aiko, teamId: 'globex' })]).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('are read with one query for each kind of id that is given', async () => {
    const asked: string[] = [];
    const find: typeof reader.find = (projection, query) => {
      asked.push(projection);
      return reader.find(projection, query);
    };
    await namesOf({ ...reader, find }, { agents: ['kenji', 'mia'], teams: [] });
    expect(asked).toEqual(['agents']);
  });
});
