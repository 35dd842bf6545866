import { attemptsOf, eventsIn, assertDeciderLaws, runAttempts } from '../../../test/support/command-sequences.js';
import { commandFrom } from '../../../test/support/sample-command.js';
import type { Instant } from '@ledgerdesk/kernel';
import fc from 'fast-check';
import { type WebhookCommand, webhookDecider } from './decide.js';
import { WEBHOOK_SAMPLES } from './samples.js';
import type { Webhook } from './state.js';

type Make = (state: Webhook | undefined, at: Instant) => WebhookCommand;
const command = commandFrom(WEBHOOK_SAMPLES);

describe('any history of a webhook', () => {
  const owner = fc.constantFrom('console', 'another');
  const commands = fc.oneof(
    fc
      .record({
        owner,
        url: fc.oneof(fc.webUrl(), fc.string(), fc.constantFrom('https://me:secret@console.example', 'http://')),
        teams: fc.constantFrom(null, [], ['acme']),
        types: fc.constantFrom([], ['TicketOpened'], ['TicketLost']),
      })
      .map(
        (registration): Make =>
          (_, at) =>
            command('RegisterWebhook', at, registration),
      ),
    fc
      .tuple(
        fc.constantFrom<(at: Instant, by: string) => WebhookCommand>(
          (at, by) => command('RotateWebhookSecret', at, { owner: by }),
          (at, by) => command('RemoveWebhook', at, { owner: by }),
          (at, by) => command('ReplayWebhook', at, { owner: by }),
          (at, by) => command('ChangeWebhook', at, { owner: by }),
          (at, by) => command('ChangeWebhook', at, { owner: by, types: ['TicketOpened'], paused: false }),
          (at, by) => command('ChangeWebhook', at, { owner: by, url: 'ftp://console.example' }),
        ),
        owner,
      )
      .map(
        ([make, by]): Make =>
          (_, at) =>
            make(at, by),
      ),
    fc.constant<Make>((_, at) => command('RecordWebhookGone', at)),
  );
  const attempts = attemptsOf(
    fc.record({ knownTypes: fc.constant(['TicketOpened']), isReplaying: fc.boolean() }),
    commands,
  );

  it('records JSON only, and does on a repeated command what its sample says', () =>
    assertDeciderLaws(webhookDecider, attempts, WEBHOOK_SAMPLES));

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
