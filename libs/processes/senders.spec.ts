import { inlinePageReader } from '@ledgerdesk/runtime';
import type { CommandBus } from '@nestjs/cqrs';
import { InMemoryOutbox } from '../../test/support/in-memory-outbox.js';
import { ManualTime } from '../../test/support/manual-time.js';
import { MemoryEventStore } from '../../test/support/memory-event-store.js';
import { answerMails } from './answer-mails/answer-mails.js';
import { appointmentMails } from './appointment-mails/appointment-mails.js';
import { digestMails } from './digest-mails/digest-mails.js';
import { SENDERS } from './senders.js';
import { webhookReplays } from './webhook-replays/webhook-replays.js';
import { webhooks } from './webhooks/webhooks.js';

it('lists the processes that send to the outside', () => {
  const [log, clock] = [new MemoryEventStore(), new ManualTime('2026-11-27T07:30:00.000Z')];
  const commands = {} as CommandBus;
  const processes = [
    webhooks(log),
    webhookReplays(log, new InMemoryOutbox(), inlinePageReader(log)),
    answerMails(clock),
    appointmentMails(clock),
    digestMails({ commands, clock, tenant: 'main', isMailOn: true }),
  ];
  expect(processes.filter(({ sendsTo }) => sendsTo !== undefined).map(({ name }) => name)).toEqual(SENDERS);
});
