import { exportLog } from '../../apps/cli/export/export-log.js';
import { replayReadModel } from '../../apps/cli/replay/replay-read-model.js';
import { EventSource } from '../support/http/event-source.js';
import { webhookScenes } from '../support/http/webhook-scene.js';

describe('the query in the URL of a webhook', () => {
  const open = webhookScenes();

  it('use the query of their URL, and show it to nobody', async () => {
    const { receiver, engine, service, openTicket, advanceMinutes } = await open();
    const url = `${receiver.url}?token=s3cret`;
    const { body } = await service.post('/v1/webhooks', { url, types: ['TicketOpened'] });
    const path = `/v1/webhooks/${String(body['webhookId'])}`;
    await openTicket();
    await advanceMinutes(1);
    await receiver.waitFor(1);
    expect(receiver.received.map(({ path: to }) => to)).toEqual(['/in?token=s3cret']);

    const [analyst, auditor] = [await engine.as({ kind: 'analyst' }), await engine.as({ kind: 'auditor' })];
    const answers = [
      { body },
      await service.get('/v1/webhooks'),
      await service.get(`${path}/deliveries`),
      await service.post(`${path}/replays`, { after: '0' }),
      await service.post(`${path}/secrets`),
      await analyst.get('/v1/log/events?stream=webhook-'),
      await auditor.get('/v1/log/events?stream=webhook-'),
      await analyst.get('/v1/read-models/webhooks'),
      await auditor.get('/v1/read-models/webhooks'),
      await service.delete(path),
    ];
    const live = await EventSource.open(`${engine.url}/v1/log/events/live?after=0&stream=webhook-`, auditor);
    await live.waitFor(1);
    live.close();
    const written: unknown[] = [];
    const stdout = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      written.push(text);
      return true;
    });
    await exportLog(engine.engine.store, { format: 'jsonl', after: '0', stream: 'webhook-' });
    stdout.mockRestore();
    written.push(
      await replayReadModel(engine.engine.store, { projection: 'webhooks', by: 'recorded', format: 'json' }),
    );

    for (const shown of [...answers.map((answer) => answer.body), live.events, written])
      expect(JSON.stringify(shown)).not.toContain('s3cret');
    expect(JSON.stringify([answers, live.events, written]).match(/in\?•••/g)?.length).toBeGreaterThan(10);
  });
});
