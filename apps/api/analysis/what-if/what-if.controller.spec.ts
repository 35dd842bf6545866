import { type CommandEnvelope, EngineClock, ViewedLog } from '@ledgerdesk/application';
import { ManifestMaker } from '@ledgerdesk/manifest';
import type { FastifyReply } from 'fastify';
import { ManualTime } from '../../../../test/support/manual-time.js';
import { MemoryEventStore } from '../../../../test/support/memory-event-store.js';
import { policies, timelineOf } from '../../../../test/support/policies.js';
import type { Caller } from '../../platform/auth/caller.js';
import { WhatIfJobs } from './what-if-jobs.js';
import { WhatIfController } from './what-if.controller.js';

/** A log whose head is not known until the test releases it. */
class HeldLog extends MemoryEventStore {
  waiting = 0;
  release = (): void => undefined;
  private readonly released = new Promise<void>((resolve) => (this.release = resolve));

  override async head(): Promise<string> {
    this.waiting += 1;
    await this.released;
    return super.head();
  }
}

const ann: Caller = { kind: 'analyst', actor: { kind: 'analyst', id: 'ann' }, expiresAt: 0 };
const reply = { header: () => reply } as unknown as FastifyReply;
const RUNNING = { start: () => ({ answer: new Promise<never>(() => undefined), cancel: () => undefined }) };

describe('questions that are asked at once', () => {
  it('have one job under one key, and are refused with another body', async () => {
    const [log, time] = [new HeldLog(), new ManualTime()];
    const code = { version: '1', build: null };
    const manifests = new ManifestMaker({ log, code, projectionHashes: {}, timeZoneData: '2025c' });
    const jobs = new WhatIfJobs(RUNNING, time, new EngineClock(time), manifests);
    const controller = new WhatIfController(jobs, new ViewedLog(log), timelineOf(policies));
    const ask = (requestHash: string, timeZone: string) => {
      const envelope = { commandId: 'key', requestHash } as CommandEnvelope;
      return controller.ask(ann, envelope, { timeZone }, reply);
    };
    const asked = [ask('one', 'UTC'), ask('one', 'UTC'), ask('two', 'Asia/Tokyo')];
    const settled = Promise.allSettled(asked);
    while (log.waiting < asked.length) await new Promise(setImmediate);
    log.release();
    const [first, second, third] = await settled;
    expect(first).toMatchObject({ status: 'fulfilled', value: { question: { timeZone: 'UTC' } } });
    expect(second).toEqual(first);
    expect(third).toMatchObject({ status: 'rejected', reason: { code: 'idempotency-key-reused' } });
  });
});
