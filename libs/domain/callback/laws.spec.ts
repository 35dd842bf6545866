import { aChampion, aMember, anAddOn, anAdmin, aTeam } from '../../../test/support/state-builders.js';
import { attemptsOf, eventsIn, assertDeciderLaws, runAttempts } from '../../../test/support/command-sequences.js';
import { policies } from '../../../test/support/policies.js';
import { commandFrom } from '../../../test/support/sample-command.js';
import { opened } from '../../../test/support/ticket-commands.js';
import type { CallbackEvent } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import fc from 'fast-check';
import type { CallbackCommand } from './commands.js';
import { callbackDecider } from './decide.js';
import type { CallbackFacts } from './request.js';
import { CALLBACK_SAMPLES } from './samples.js';
import type { Callback } from './state.js';

describe('any history of a callback', () => {
  type Make = (state: Callback | undefined, at: Instant) => CallbackCommand;
  const command = commandFrom(CALLBACK_SAMPLES);
  const person = { teamId: 'acme', requesterId: 'aiko' };
  const agents = fc.constantFrom('kenji', 'yuki');
  const facts: fc.Arbitrary<CallbackFacts> = fc.record({
    policies: fc.constant(policies),
    policiesAt: fc.constant(() => policies),
    team: fc.constantFrom(undefined, aTeam()),
    member: fc.constantFrom(anAdmin(), aMember(), aChampion('grand'), undefined),
    addOn: fc.constantFrom(undefined, anAddOn(), anAddOn({ product: 'dash' })),
    ticket: fc.constantFrom(undefined, opened.state),
  });
  const requests = fc
    .record({ product: fc.constantFrom('dropbox', 'dash', 'sign', 'nothing'), ticketId: fc.constantFrom('t-1', 't-2') })
    .map(
      (request): Make =>
        (_, at) =>
          command('RequestCallback', at, request),
    );
  const engagements = fc.constantFrom('e-1', 'e-2');
  const calls = fc.tuple(fc.constantFrom('CompleteCallback' as const, 'RecordUnansweredCallback' as const), agents).map(
    ([type, agentId]): Make =>
      (_, at) =>
        command(type, at, { agentId }),
  );
  const takes = fc.record({ agentId: agents, engagementId: engagements }).map(
    (by): Make =>
      (_, at) =>
        command('TakeCallback', at, by),
  );
  const returns = engagements.map(
    (engagementId): Make =>
      (_, at) =>
        command('ReturnCallback', at, { engagementId }),
  );
  const transfers = fc
    .record({ agentId: agents, engagementId: engagements, transferOf: engagements, toQueue: fc.boolean() })
    .map(({ toQueue, agentId, ...to }): Make => {
      if (toQueue) return (_, at) => command('TransferCallbackToQueue', at, { agentId });
      return (_, at) => command('TransferCallback', at, { agentId, ...to });
    });
  const turnsOfAgents = fc.oneof(calls, takes, returns, transfers);
  const cancels = fc.constantFrom('aiko', 'ben').map(
    (requesterId): Make =>
      (_, at) =>
        command('CancelCallback', at, { requesterId }),
  );
  const attempts = attemptsOf(
    facts,
    fc.oneof(
      { weight: 3, arbitrary: requests },
      { weight: 4, arbitrary: turnsOfAgents },
      { weight: 1, arbitrary: cancels },
    ),
  );

  it('records JSON only, and handles a repeated command as its sample expects', () =>
    assertDeciderLaws(callbackDecider, attempts, CALLBACK_SAMPLES));

  it('K4 V4 takes the callback only while it waits, increments attempts, and has its keys in every event', () =>
    fc.assert(
      fc.property(attempts, (tries) => {
        let [waiting, calls] = [false, 0];
        const counted = (event: CallbackEvent) => {
          expect(event.data).toMatchObject({ callbackId: 'c-1', ...person });
          if (event.type === 'CallbackTaken') expect(waiting).toBe(true);
          if (event.type === 'CallbackUnanswered') expect(event.data.attempts).toBe(++calls);
          if (event.type === 'CallbackTransferred') expect(waiting).toBe(false);
          if (event.type === 'CallbackLanguageChanged') expect(waiting).toBe(true);
          else
            waiting =
              event.type === 'CallbackRequested' ||
              event.type === 'CallbackUnanswered' ||
              event.type === 'CallbackReturned' ||
              (event.type === 'CallbackTransferred' && event.data.toAgentId === null);
        };
        eventsIn(runAttempts(callbackDecider, tries)).forEach(counted);
      }),
    ));
});
