import {
  derivedId,
  type EngineClock,
  eventIdsOf,
  type PolicyRecord,
  type PolicyTimeline,
} from '@ledgerdesk/application';
import { canonicalJson, encode, type EventStore } from '@ledgerdesk/event-store';
import { RETENTION_STREAM, type RetentionApplied } from '@ledgerdesk/events';
import type { EventOrigin } from '@ledgerdesk/kernel';
import { randomUUID } from 'node:crypto';

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
    const metadata = canonicalJson({
      commandId,
      requestHash: '',
      correlationId: commandId,
      causationId: commandId,
      actor: { kind: 'engine', id: 'retention' },
      tenant,
      versions: { policy: policyVersion },
      ...origin,
    });
    const applied = { type: 'RetentionApplied', data };
    const idOf = eventIdsOf(commandId, at, metadata, canonicalJson(data));
    const event = encode(applied, { id: idOf(0), occurredAt: at, recordedAt: at, metadata });
    await store.append(RETENTION_STREAM, 'any', [event]);
  }
}
