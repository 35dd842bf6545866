import { envelope, START } from '../../test/support/application.js';
import { policies } from '../../test/support/policies.js';
import { decode } from '@ledgerdesk/event-store';
import { evolver, said, task, say, anExecutor } from '../../test/support/texts-executor.js';

describe('the times of events', () => {
  it("come from the engine's clock", async () => {
    const { executor, store } = anExecutor();
    await executor.execute(envelope(), say('a'));
    expect(store.log[0]).toMatchObject({ occurredAt: START, recordedAt: START });
  });

  it('are not before the last event of the stream when the clock is set back', async () => {
    const { executor, store, clock } = anExecutor();
    await executor.execute(envelope(), say('a'));
    clock.moveTo('2026-11-27T07:00:00.000Z');
    let decidedAt = '';
    await executor.execute(
      envelope(),
      task((_, at) => {
        decidedAt = at;
        return [said('b')];
      }),
    );
    expect(decidedAt).toBe(START);
    expect(store.log[1]).toMatchObject({ occurredAt: START, recordedAt: START });
  });

  it('distinguish when an imported event occurred from when it was recorded', async () => {
    const { executor, store } = anExecutor();
    await executor.execute(envelope({ occurredAt: '2012-10-09T14:50:17.000Z' }), say('a'));
    await executor.execute(envelope({ occurredAt: '2012-10-09T14:50:16.000Z' }), say('b'));
    expect(store.log.map(({ occurredAt }) => occurredAt)).toEqual([
      '2012-10-09T14:50:17.000Z',
      '2012-10-09T14:50:17.000Z',
    ]);
    expect(store.log.map(({ recordedAt }) => recordedAt)).toEqual([START, START]);
  });
});

describe('the metadata of events', () => {
  it('contain actor, cause, and the policy versions and stream revisions that were read', async () => {
    const { executor, store } = anExecutor();
    await executor.execute(
      envelope(),
      task(() => [said('a')], { stream: 'talk-2' }),
    );
    const sent = envelope({
      precondition: { ifMatch: [-1] },
      fresh: true,
      occurredAt: START,
      onBehalfOf: { kind: 'member', id: 'acme.aiko' },
    });
    await executor.execute(
      sent,
      task(() => [said('b')], {
        facts: async (reader) => {
          await reader.read(evolver, 'talk-2');
          await reader.read(evolver, 'talk-3');
          expect([reader.policies.policy.riskShare, reader.policies.zones.problemWith('UTC')]).toEqual([
            0.75,
            undefined,
          ]);
          return reader;
        },
      }),
    );
    const { commandId, requestHash, correlationId, causationId, actor, onBehalfOf, tenant } = sent;
    expect(store.log.map(decode).at(-1)?.metadata).toEqual({
      commandId,
      requestHash,
      correlationId,
      causationId,
      actor,
      onBehalfOf,
      tenant,
      read: { 'talk-2': 0, 'talk-3': -1 },
      versions: { policy: policies.policy.version, tzdb: policies.zones.version },
    });
  });
});
