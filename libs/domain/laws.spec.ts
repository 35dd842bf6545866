import { aTeam, BILLING } from '../../test/support/state-builders.js';
import { attemptsOf, eventsIn, assertDeciderLaws, runAttempts, START } from '../../test/support/command-sequences.js';
import { policies } from '../../test/support/policies.js';
import { commandFrom } from '../../test/support/sample-command.js';
import type { MemberEvent, TeamEvent } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import fc from 'fast-check';
import type { AgentCommand } from './agent/commands.js';
import { agentDecider } from './agent/decide.js';
import { AGENT_SAMPLES } from './agent/samples.js';
import type { MemberCommand } from './member/commands.js';
import { memberDecider, type MemberFacts } from './member/decide.js';
import { MEMBER_SAMPLES } from './member/samples.js';
import type { Member } from './member/state.js';
import type { TeamCommand } from './team/commands.js';
import { teamDecider } from './team/decide.js';
import { TEAM_SAMPLES } from './team/samples.js';

describe('any history of a member, a team or an agent', () => {
  const roles = fc.array(fc.constantFrom('team_admin' as const, 'billing_admin' as const), { maxLength: 3 });
  const products = fc.array(fc.constantFrom('dropbox', 'dash', 'passwords', 'faxes'), { maxLength: 3 });

  it('records JSON only, and handles a repeated command as its sample expects, of a member', () => {
    const facts: fc.Arbitrary<MemberFacts> = fc.record({
      policies: fc.constant(policies),
      team: fc.constantFrom(undefined, aTeam()),
    });
    type Make = (state: Member | undefined, at: Instant) => MemberCommand;
    const command = commandFrom(MEMBER_SAMPLES);
    const commands = fc.oneof(
      roles.map(
        (list): Make =>
          (_, at) =>
            command('AddMember', at, { roles: list }),
      ),
      roles.map(
        (list): Make =>
          (_, at) =>
            command('AssignAdminRoles', at, { roles: list }),
      ),
      fc.constantFrom('grand' as const, 'epic' as const).map(
        (level): Make =>
          (_, at) =>
            command('NameChampion', at, { level }),
      ),
      fc.constantFrom('DeactivateMember' as const, 'WithdrawChampion' as const).map(
        (type): Make =>
          (_, at) =>
            command(type, at),
      ),
      fc
        .record({
          viewId: fc.constantFrom('v-1', 'v-2'),
          filter: fc.record({
            status: fc.constantFrom('open' as const, null),
            product: fc.constantFrom('dash', 'nothing', null),
            issueType: fc.constantFrom('sync_upload', 'nothing', null),
            state: fc.constantFrom('running' as const, null),
            breached: fc.constantFrom(true, null),
            openedFrom: fc.constantFrom(START, null),
            openedTo: fc.constantFrom(START, '2027-01-01T00:00:00.000Z', null),
            sort: fc.constantFrom('dueAt' as const, null),
            order: fc.constant(null),
          }),
        })
        .map(
          (view): Make =>
            (_, at) =>
              command('SaveTicketView', at, view),
        ),
      fc.constantFrom('v-1', 'v-2').map(
        (viewId): Make =>
          (_, at) =>
            command('RemoveTicketView', at, { viewId }),
      ),
    );
    assertDeciderLaws<MemberCommand, MemberEvent, Member | undefined, MemberFacts>(
      memberDecider,
      attemptsOf(facts, commands),
      MEMBER_SAMPLES,
    );
  });

  it('records JSON only, and handles a repeated command as its sample expects, of a team', () => {
    type Make = (state: unknown, at: Instant) => TeamCommand;
    const command = commandFrom(TEAM_SAMPLES);
    const commands = fc.oneof(
      fc
        .record({
          products,
          timeZone: fc.constantFrom('Asia/Tokyo', 'EST'),
          periodStart: fc.constantFrom('2026-11-01', '2026-02-30'),
        })
        .map(
          ({ periodStart, ...team }): Make =>
            (_, at) =>
              command('RegisterTeam', at, { ...team, billing: { ...BILLING, periodStart } }),
        ),
      products.map(
        (list): Make =>
          (_, at) =>
            command('ChangeTeamProducts', at, { products: list }),
      ),
      fc.constantFrom('am-7', null).map(
        (accountManager): Make =>
          (_, at) =>
            command('AssignAccountManager', at, { accountManager }),
      ),
      products.map(
        ([product = 'dash']): Make =>
          (_, at) =>
            command('InquireAddOn', at, { product }),
      ),
    );
    const attempts = attemptsOf(fc.constant({ policies }), commands);
    assertDeciderLaws<TeamCommand, TeamEvent, ReturnType<typeof teamDecider.evolve>, { policies: typeof policies }>(
      teamDecider,
      attempts,
      TEAM_SAMPLES,
    );
  });

  it('K4 has one request per agent at a time, and does on a repeated command what its sample says', () => {
    type Make = (state: unknown, at: Instant) => AgentCommand;
    const command = commandFrom(AGENT_SAMPLES);
    const engagementId = fc.constantFrom('e-1', 'e-2', 'e-3');
    const commands = fc.oneof(
      products.map(
        (list): Make =>
          (_, at) =>
            command('RegisterAgent', at, { products: list, channels: ['chat'] }),
      ),
      fc
        .record({
          availability: fc.constantFrom('available' as const, 'away' as const),
          channels: fc.constantFrom(['chat'] as const, ['callback'] as const),
        })
        .map(
          (shift): Make =>
            (_, at) =>
              command('SetAgentAvailability', at, shift),
        ),
      fc
        .record({
          engagementId,
          request: fc.constantFrom(null, { channel: 'chat' as const, requestId: 'ch-1' }),
          pushed: fc.boolean(),
        })
        .map(
          (engagement): Make =>
            (_, at) =>
              command('EngageAgent', at, engagement),
        ),
      fc.record({ engagementId, reason: fc.constantFrom('finished' as const, 'refused' as const) }).map(
        (release): Make =>
          (_, at) =>
            command('ReleaseAgent', at, release),
      ),
      fc.constant<Make>((_, at) => command('RecordAgentVanished', at)),
    );
    const attempts = attemptsOf(fc.constant({ policies }), commands);
    assertDeciderLaws(agentDecider, attempts, AGENT_SAMPLES);
    fc.assert(
      fc.property(attempts, (tries) => {
        let engaged: string | null = null;
        for (const { type, data } of eventsIn(runAttempts(agentDecider, tries))) {
          if (type === 'AgentEngaged') expect(engaged).toBeNull();
          if (type === 'AgentReleased') expect(data.engagementId).toBe(engaged);
          if (type === 'AgentEngaged') engaged = data.engagementId;
          if (type === 'AgentReleased') engaged = null;
        }
      }),
    );
  });
});
