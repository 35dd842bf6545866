import { attemptsOf, eventsIn, assertDeciderLaws, runAttempts } from '../../../test/support/command-sequences.js';
import type { Instant } from '@ledgerdesk/kernel';
import fc from 'fast-check';
import { type WebhookCommand, webhookDecider } from './decide.js';
import type { Webhook } from './state.js';

type Make = (state: Webhook | undefined, at: Instant) => WebhookCommand;

describe('any history of a webhook', () => {
  const owner = fc.constantFrom('console', 'another');
  const commands = fc.oneof(
    fc
      .record({
        owner,
        url: fc.oneof(fc.webUrl(), fc.string(), fc.constantFrom('https://me:secret@console.example', 'http://')),
        types: fc.constantFrom([], ['TicketOpened'], ['TicketLost']),
      })
      .map((asked): Make => (_, at) => ({ type: 'RegisterWebhook', at, webhookId: 'wh-1', ...asked })),
    fc
      .record({ type: fc.constantFrom('RotateWebhookSecret', 'RemoveWebhook'), owner })
      .map((asked): Make => (_, at) => ({ at, ...asked })),
    owner.map((by): Make => (_, at) => ({ type: 'ReplayWebhook', at, owner: by, after: '7' })),
    fc.constant<Make>((_, at) => ({ type: 'RecordWebhookGone', at })),
  );
  const attempts = attemptsOf(fc.constant({ knownTypes: ['TicketOpened'] }), commands);

  it('records JSON only, and nothing for a repeated idempotent command', () =>
    assertDeciderLaws(webhookDecider, attempts, ['RemoveWebhook', 'RecordWebhookGone']));

  it('has changes by its owner only, ascending secret generations, and no event after the removal', () =>
    fc.assert(
      fc.property(attempts, (tries) => {
        const turns = runAttempts(webhookDecider, tries);
        let [generation, isOver] = [1, false];
        for (const event of eventsIn(turns)) {
          expect(isOver).toBe(false);
          if (event.type === 'WebhookSecretRotated') expect(event.data.generation).toBe((generation += 1));
          isOver = event.type === 'WebhookRemoved';
        }
        for (const { before, command, decision } of turns) {
          if (before && 'owner' in command && command.owner !== before.owner)
            expect(decision).toMatchObject({ refused: true });
        }
      }),
    ));
});
