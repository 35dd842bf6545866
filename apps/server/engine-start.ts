import { derivedId, type PolicyTimeline } from '@ledgerdesk/application';
import type { EventRun, OpeningStep } from '@ledgerdesk/event-store';
import { type EngineStarted, startStream } from '@ledgerdesk/events';
import type { EventOrigin, Instant } from '@ledgerdesk/kernel';
import { randomUUID } from 'node:crypto';
import { versions } from 'node:process';
import { engineRecord } from './engine-record.js';
import { engineVersion } from './engine-version.js';
import type { Settings } from './settings.js';

/** Settings that change what is recorded or promised. None is a secret or the address of a person. */
export const RECORDED_SETTINGS = [
  'TENANT',
  'NODE_ENV',
  'SCENARIO',
  'CLOCK_START',
  'CLOCK_SPEED',
  'CLOCK_STEP_SECONDS',
  'JWT_ISSUER',
  'JWT_AUDIENCE',
  'JWT_SUBJECT_CLAIM',
  'JWT_KIND_CLAIM',
  'JWT_TEAM_CLAIM',
  'JWT_SCOPE_CLAIM',
  'TOKEN_MAX_DAYS',
  'RATE_LIMIT',
  'REFUSED_TOKENS',
  'REQUESTS_ACTIVE',
  'REQUESTS_WAITING',
  'UPLOAD_FREE_BYTES',
  'LEDGER_NAME',
  'LEDGER_PUBLIC',
  'WEBHOOK_PRIVATE_ADDRESSES',
  'ESDB_CLIENT_WRITES',
  'ESDB_ENGINE_WRITES',
] as const satisfies readonly (keyof Settings)[];

const MAX_VALUE_CHARACTERS = 500;

const recordedSettings = (settings: Settings): EngineStarted['data']['settings'] =>
  RECORDED_SETTINGS.flatMap((name) => {
    const value = settings[name];
    return value === undefined ? [] : [{ name, value: String(value).slice(0, MAX_VALUE_CHARACTERS) }];
  });

const clockOf = ({ clock }: EventOrigin): EngineStarted['data']['clock'] =>
  clock ?? { source: 'system', start: null, speed: 1 };

/** What the start of a process consists of. */
export interface EngineStart {
  readonly settings: Settings;
  readonly policies: PolicyTimeline;
  readonly origin: EventOrigin;
  /** Time of the start. */
  readonly now: Instant;
}

/** The event that records the start of a process, in a stream of its own, to be recorded at `recordedAt`. */
export const startRun =
  ({ settings, policies, origin, now }: EngineStart, instanceId: string) =>
  (recordedAt: Instant): EventRun => {
    const data: EngineStarted['data'] = {
      instanceId,
      ...engineVersion(),
      roles: settings.ROLES.split(','),
      clock: clockOf(origin),
      nodeVersion: versions.node,
      timeZones: policies.at(now).zones.version,
      policies: policies.texts.map(({ name, version, sha256 }) => ({ name, policyVersion: version, sha256 })),
      settings: recordedSettings(settings),
    };
    const event = engineRecord(
      { type: 'EngineStarted', data },
      {
        id: derivedId('engine-started', instanceId),
        commandId: derivedId('start-engine', instanceId),
        part: 'starts',
        tenant: settings.TENANT,
        origin,
        at: now,
        recordedAt,
      },
    );
    return { stream: startStream(instanceId), expected: 'no-stream', events: [event] };
  };

/** Records this start of the process before its first event. */
export const recordStart = (start: EngineStart): OpeningStep => {
  const run = startRun(start, randomUUID());
  return async (log, recordedAt) => {
    const { stream, expected, events } = run(recordedAt);
    await log.append(stream, expected, events);
  };
};
