import persistent from '@eventstore/db-client/generated/persistent_pb.js';
import type { CreateReq, UpdateReq } from '@eventstore/db-client/generated/persistent_pb.js';
import { badRequest } from '../protocol/rpc-error.js';

export type Strategy = 'RoundRobin' | 'Pinned' | 'DispatchToSingle';

/** How a group was asked to work. */
export interface GroupSettings {
  /** The first revision or position to read; '0' for the start, END for what came after the group was made. */
  readonly startFrom: string;
  readonly resolveLinks: boolean;
  readonly extraStatistics: boolean;
  /** Until an event that was given to a consumer is given again; 0 for never. */
  readonly messageTimeoutMs: number;
  /** After so many retries an event is parked. */
  readonly maxRetryCount: number;
  /** A checkpoint is written after so many milliseconds where the minimum was reached, at once where the maximum was. */
  readonly checkpointAfterMs: number;
  readonly minCheckpointCount: number;
  readonly maxCheckpointCount: number;
  /** 0 for any number. */
  readonly maxSubscriberCount: number;
  readonly liveBufferSize: number;
  readonly readBatchSize: number;
  /** The log is not read on while so many events wait. */
  readonly historyBufferSize: number;
  readonly strategy: Strategy;
}

export const END = '-1';

type Settings = CreateReq.Settings | UpdateReq.Settings;

const TICKS_PER_MS = 10_000;
const { DISPATCHTOSINGLE, ROUNDROBIN, PINNED } = persistent.CreateReq.ConsumerStrategy;
const NUMBERED: ReadonlyMap<number, Strategy> = new Map([
  [DISPATCHTOSINGLE, 'DispatchToSingle'],
  [ROUNDROBIN, 'RoundRobin'],
  [PINNED, 'Pinned'],
]);

/** Later clients give the strategy's name. */
const nameIn = (settings: Settings): string =>
  'getConsumerStrategy' in settings ? settings.getConsumerStrategy() : '';

const strategyIn = (settings: Settings): Strategy => {
  const name = nameIn(settings) || NUMBERED.get(settings.getNamedConsumerStrategy());
  const strategy = [...NUMBERED.values()].find((known) => known === name);
  if (!strategy)
    throw badRequest(`Consumers are chosen by ${[...NUMBERED.values()].join(', ')}; "${name}" is not offered.`);
  return strategy;
};

const whole = (what: string, value: number, least = 0): number => {
  if (value < least) throw badRequest(`${what} is ${value}: give ${least} or more.`);
  return value;
};

/** Refuses numbers below their least, and strategies that are not offered. */
export const settingsIn = (settings: Settings, startFrom: string): GroupSettings => ({
  startFrom,
  resolveLinks: settings.getResolveLinks(),
  extraStatistics: settings.getExtraStatistics(),
  messageTimeoutMs: whole(
    'The message timeout',
    settings.hasMessageTimeoutTicks()
      ? Number(settings.getMessageTimeoutTicks()) / TICKS_PER_MS
      : settings.getMessageTimeoutMs(),
  ),
  maxRetryCount: whole('The number of retries', settings.getMaxRetryCount()),
  checkpointAfterMs: whole(
    'The time between checkpoints',
    settings.hasCheckpointAfterTicks()
      ? Number(settings.getCheckpointAfterTicks()) / TICKS_PER_MS
      : settings.getCheckpointAfterMs(),
  ),
  minCheckpointCount: whole('The lower bound of a checkpoint', settings.getMinCheckpointCount()),
  maxCheckpointCount: whole('The upper bound of a checkpoint', settings.getMaxCheckpointCount()),
  maxSubscriberCount: whole('The number of subscribers', settings.getMaxSubscriberCount()),
  liveBufferSize: whole('The live buffer', settings.getLiveBufferSize()),
  readBatchSize: whole('A batch', settings.getReadBatchSize()),
  historyBufferSize: whole('The history buffer', settings.getHistoryBufferSize(), 1),
  strategy: strategyIn(settings),
});
