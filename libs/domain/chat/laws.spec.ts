import { aMember, anAddOn, anAdmin, aTeam } from '../../../test/support/state-builders.js';
import { attemptsOf, eventsIn, assertDeciderLaws, runAttempts } from '../../../test/support/command-sequences.js';
import { policies } from '../../../test/support/policies.js';
import { commandFrom } from '../../../test/support/sample-command.js';
import type { Instant } from '@ledgerdesk/kernel';
import fc from 'fast-check';
import type { ChatCommand, ChatParticipant } from './commands.js';
import { chatDecider } from './decide.js';
import { CHAT_SAMPLES } from './samples.js';
import type { Chat } from './state.js';
import type { LiveSupportFacts } from '../entitlement/live-support-product.js';

describe('any history of a chat', () => {
  type Make = (state: Chat | undefined, at: Instant) => ChatCommand;
  const command = commandFrom(CHAT_SAMPLES);
  const person = { teamId: 'acme', requesterId: 'aiko' };
  const facts: fc.Arbitrary<LiveSupportFacts> = fc.record({
    policies: fc.constant(policies),
    policiesAt: fc.constant(() => policies),
    team: fc.constantFrom(undefined, aTeam()),
    member: fc.constantFrom(anAdmin(), aMember(), undefined),
    addOn: fc.constantFrom(undefined, anAddOn(), anAddOn({ product: 'dash' })),
  });
  const [agentId, engagementId] = [fc.constantFrom('kenji', 'yuki'), fc.constantFrom('e-1', 'e-2')];
  const speaker = fc.oneof(
    agentId.map((id): ChatParticipant => ({ kind: 'agent', agentId: id })),
    fc
      .constantFrom('aiko', 'ben')
      .map((id): ChatParticipant => ({ kind: 'requester', teamId: 'acme', requesterId: id })),
  );
  const starts = fc
    .record({
      product: fc.constantFrom('dropbox', 'dash', 'nothing'),
      issueType: fc.constantFrom('sync_upload', 'nothing'),
    })
    .map(
      (request): Make =>
        (_, at) =>
          command('StartChat', at, request),
    );
  const steps = fc.oneof(
    fc.record({ agentId, engagementId }).map(
      (by): Make =>
        (_, at) =>
          command('JoinChat', at, by),
    ),
    engagementId.map(
      (id): Make =>
        (_, at) =>
          command('ReturnChat', at, { engagementId: id }),
    ),
    speaker.map(
      (by): Make =>
        (_, at) =>
          command('PostChatMessage', at, { speaker: by }),
    ),
    speaker.map(
      (by): Make =>
        (_, at) =>
          command('EndChat', at, { speaker: by }),
    ),
    fc
      .record({ agentId, engagementId, transferOf: engagementId, toQueue: fc.boolean() })
      .map(({ toQueue, agentId: id, ...to }): Make => {
        if (toQueue) return (_, at) => command('TransferChatToQueue', at, { agentId: id });
        return (_, at) => command('TransferChat', at, { agentId: id, ...to });
      }),
    fc.constant<Make>((chat, at) => command('EndSilentChat', at, { endsAt: chat?.endsAt ?? at })),
  );
  const attempts = attemptsOf(facts, fc.oneof({ weight: 2, arbitrary: starts }, { weight: 5, arbitrary: steps }));

  it('records JSON only, and handles a repeated command as its sample expects', () =>
    assertDeciderLaws(chatDecider, attempts, CHAT_SAMPLES));

  it('R6 V4 has one agent at a time in the chat, no event after its end, and its keys in every event', () =>
    fc.assert(
      fc.property(attempts, (tries) => {
        let [holder, over]: [string | null, boolean] = [null, false];
        for (const { type, data } of eventsIn(runAttempts(chatDecider, tries, (chat) => chat?.endsAt ?? undefined))) {
          expect(data).toMatchObject({ chatId: 'ch-1', ...person });
          expect(over).toBe(false);
          if (type === 'ChatJoined') expect(holder).toBeNull();
          if (type === 'ChatMessagePosted' && data.agentId !== null) expect(data.agentId).toBe(holder);
          if (type === 'ChatJoined') holder = data.agentId;
          if (type === 'ChatTransferred') expect(holder).toBe(data.agentId);
          if (type === 'ChatTransferred') holder = data.toAgentId;
          if (type === 'ChatReturned') holder = null;
          over = type === 'ChatEnded';
        }
      }),
    ));
});
