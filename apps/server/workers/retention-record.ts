import { derivedId, type EngineClock, type PolicyRecord, type PolicyTimeline } from '@ledgerdesk/application';
import type { EventStore } from '@ledgerdesk/event-store';
import { RETENTION_STREAM, type RetentionApplied } from '@ledgerdesk/events';
import type { EventOrigin } from '@ledgerdesk/kernel';
import { randomUUID } from 'node:crypto';
import { engineRecord } from '../engine-record.js';

/** What was dropped, or is about to be. */
type Dropped = Pick<RetentionApplied['data'], 'kind' | 'count' | 'before'> &
  Partial<Pick<RetentionApplied['data'], 'from' | 'to' | 'readTree'>>;

interface RetentionRecordOptions {
  readonly store: EventStore;
  readonly policies: PolicyTimeline;
  readonly policyRecord: PolicyRecord;
  readonly clock: EngineClock;
  readonly origin: EventOrigin;
  readonly tenant: string;
}

/** Records on the log what the engine drops under the retention of the policy. */
export class RetentionRecord {
  constructor(private readonly options: RetentionRecordOptions) {}

  async dropped({ kind, count, before, from = null, to = null, readTree = null }: Dropped): Promise<void> {
    const { store, policies, policyRecord, clock, origin, tenant } = this.options;
    const at = clock.stamp();
    const { version: policyVersion } = policies.at(at).policy;
    const commandId = derivedId('apply-retention', randomUUID());
    await policyRecord.use({ policy: policyVersion }, { at, recordedAt: at, tenant, commandId, origin });
    const data: RetentionApplied['data'] = { kind, count, before, from, to, policyVersion, readTree };
    const event = engineRecord(
      { type: 'RetentionApplied', data },
      { commandId, part: 'retention', tenant, origin, at, versions: { policy: policyVersion } },
    );
    await store.append(RETENTION_STREAM, 'any', [event]);
  }
}
