import persistent from '@eventstore/db-client/generated/persistent_pb.js';
import type { CreateReq, UpdateReq } from '@eventstore/db-client/generated/persistent_pb.js';
import { badRequest } from '../protocol/rpc-error.js';

export type StrategyName = 'RoundRobin' | 'Pinned' | 'DispatchToSingle';

/** The settings of a group, saved as JSON. */
export interface GroupSettings {
  /** The first revision or position to read; '0' for the start, END for events appended after the group was created. */
  readonly startFrom: string;
  readonly resolveLinks: boolean;
  readonly extraStatistics: boolean;
  /** A message that a consumer has not settled within this time is retried; 0 for never. */
  readonly messageTimeoutMs: number;
  /** After this many retries a message is parked. */
  readonly maxRetryCount: number;
  /** A checkpoint is written this long after the minimum of settled messages is reached, at once at the maximum. */
  readonly checkpointAfterMs: number;
  readonly minCheckpointCount: number;
  readonly maxCheckpointCount: number;
  /** 0 for no limit. */
  readonly maxSubscriberCount: number;
  readonly liveBufferSize: number;
  readonly readBatchSize: number;
  /** Reading of the log pauses while this many messages are queued. */
  readonly historyBufferSize: number;
  readonly strategy: StrategyName;
}

export const END = '-1';

type Settings = CreateReq.Settings | UpdateReq.Settings;

const TICKS_PER_MS = 10_000;
const { DISPATCHTOSINGLE, ROUNDROBIN, PINNED } = persistent.CreateReq.ConsumerStrategy;
const STRATEGY_NAMES: ReadonlyMap<number, StrategyName> = new Map([
  [DISPATCHTOSINGLE, 'DispatchToSingle'],
  [ROUNDROBIN, 'RoundRobin'],
  [PINNED, 'Pinned'],
]);

/** Newer clients send the name of the strategy, older ones its number. */
const strategyNameOf = (settings: Settings): string | undefined =>
  ('getConsumerStrategy' in settings ? settings.getConsumerStrategy() : '') ||
  STRATEGY_NAMES.get(settings.getNamedConsumerStrategy());

const parseStrategy = (settings: Settings): StrategyName => {
  const name = strategyNameOf(settings);
  const names = [...STRATEGY_NAMES.values()];
  const strategy = names.find((supported) => supported === name);
  if (!strategy) throw badRequest(`Consumer strategy "${name}" is not supported. Use ${names.join(', ')}.`);
  return strategy;
};

const atLeast = (minimum: number, setting: string, value: number): number => {
  if (value < minimum) throw badRequest(`The ${setting} is ${value}. Pass ${minimum} or more.`);
  return value;
};

const parseMessageTimeout = (settings: Settings): number =>
  settings.hasMessageTimeoutTicks()
    ? Number(settings.getMessageTimeoutTicks()) / TICKS_PER_MS
    : settings.getMessageTimeoutMs();

const parseCheckpointAfter = (settings: Settings): number =>
  settings.hasCheckpointAfterTicks()
    ? Number(settings.getCheckpointAfterTicks()) / TICKS_PER_MS
    : settings.getCheckpointAfterMs();

/** @throws RpcError for numbers below their minimum, and for unsupported strategies */
export const parseGroupSettings = (settings: Settings, startFrom: string): GroupSettings => ({
  startFrom,
  resolveLinks: settings.getResolveLinks(),
  extraStatistics: settings.getExtraStatistics(),
  messageTimeoutMs: atLeast(0, 'message timeout', parseMessageTimeout(settings)),
  maxRetryCount: atLeast(0, 'maximum retry count', settings.getMaxRetryCount()),
  checkpointAfterMs: atLeast(0, 'checkpoint interval', parseCheckpointAfter(settings)),
  minCheckpointCount: atLeast(0, 'minimum checkpoint count', settings.getMinCheckpointCount()),
  maxCheckpointCount: atLeast(0, 'maximum checkpoint count', settings.getMaxCheckpointCount()),
  maxSubscriberCount: atLeast(0, 'maximum subscriber count', settings.getMaxSubscriberCount()),
  liveBufferSize: atLeast(0, 'live buffer size', settings.getLiveBufferSize()),
  readBatchSize: atLeast(0, 'read batch size', settings.getReadBatchSize()),
  historyBufferSize: atLeast(1, 'history buffer size', settings.getHistoryBufferSize()),
  strategy: parseStrategy(settings),
});
