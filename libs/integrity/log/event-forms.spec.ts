import { encodeForeign } from '@ledgerdesk/event-store';
import { MemoryEventStore } from '../../../test/support/memory-event-store.js';
import { checkLog } from '../check-log.js';
import { Findings } from '../findings.js';
import { EventForms } from './event-forms.js';

const appended = (n: number, type: string) =>
  encodeForeign(
    {
      id: `00000000-0000-4000-8000-00000000000${n}`,
      type,
      contentType: 'application/json',
      data: Buffer.from('{"keyStoreId":"mine","missingKeys":0}'),
      metadata: Buffer.from('{}'),
    },
    '2026-11-27T07:30:00.000Z',
  );

describe('the forms of events', () => {
  it('name what a client has appended to a stream of the engine', async () => {
    const [log, findings] = [new MemoryEventStore(), new Findings()];
    await log.append('log-key-stores', 'no-stream', [appended(1, 'KeyStoreUsed'), appended(2, 'Nonsense')]);
    await checkLog({ log, checks: [new EventForms()], report: findings.report });
    expect([findings.count('event-text'), findings.count('event-type')]).toEqual([2, 1]);
  });
});
