import persistent from '@eventstore/db-client/generated/persistent_pb.js';
import type { SubscriptionInfo } from '@eventstore/db-client/generated/persistent_pb.js';
import type { ReadableLog } from '@ledgerdesk/event-store';
import { BEGINNING, type Checkpoint, checkpointAt } from './checkpoint.js';
import type { GroupSettings } from './group-settings.js';
import { ALL_STREAMS } from './group-state.js';
import type { Measurement } from './latencies.js';
import type { Member } from './member.js';
import type { RunningGroup } from './running-group.js';

/** Formats a revision, or a position as commit and prepare position. */
const formatNumber = (source: string, value: string): string =>
  source === ALL_STREAMS ? `C:${value}/P:${value}` : value;

/** Empty before the first event. */
const formatCheckpoint = (source: string, { position, revision }: Checkpoint): string => {
  if (source === ALL_STREAMS) return position === BEGINNING.position ? '' : formatNumber(source, position);
  return revision < 0 ? '' : String(revision);
};

const endOf = async (log: ReadableLog, source: string): Promise<Checkpoint> => {
  if (source === ALL_STREAMS) return { ...BEGINNING, position: await log.head() };
  const [event] = await log.readStream(source, { direction: 'backward', limit: 1 });
  return event ? checkpointAt(event) : BEGINNING;
};

const setSettings = (info: SubscriptionInfo, source: string, settings: GroupSettings): void => {
  info
    .setStartFrom(formatNumber(source, settings.startFrom))
    .setResolveLinkTos(settings.resolveLinks)
    .setExtraStatistics(settings.extraStatistics)
    .setMessageTimeoutMilliseconds(settings.messageTimeoutMs)
    .setMaxRetryCount(settings.maxRetryCount)
    .setCheckPointAfterMilliseconds(settings.checkpointAfterMs)
    .setMinCheckPointCount(settings.minCheckpointCount)
    .setMaxCheckPointCount(settings.maxCheckpointCount)
    .setMaxSubscriberCount(settings.maxSubscriberCount)
    .setLiveBufferSize(settings.liveBufferSize)
    .setReadBatchSize(settings.readBatchSize)
    .setBufferSize(settings.historyBufferSize)
    .setNamedConsumerStrategy(settings.strategy);
};

const toMeasurement = ({ key, value }: Measurement): SubscriptionInfo.Measurement =>
  new persistent.SubscriptionInfo.Measurement().setKey(key).setValue(String(value));

const connectionInfo = (running: RunningGroup, member: Member): SubscriptionInfo.ConnectionInfo => {
  const connection = running.subscribers.find(member.id)?.connection;
  const { count, perSecond } = member.rate.read(member.delivered);
  const measurements = running.definition.settings.extraStatistics ? member.measurements : [];
  return new persistent.SubscriptionInfo.ConnectionInfo()
    .setAverageItemsPerSecond(perSecond)
    .setCountSinceLastMeasurement(String(count))
    .setObservedMeasurementsList(measurements.map(toMeasurement))
    .setFrom(connection?.from ?? '')
    .setUsername(connection?.username ?? '')
    .setConnectionName(connection?.connectionName ?? '')
    .setTotalItems(String(member.delivered))
    .setAvailableSlots(member.availableSlots)
    .setInFlightMessages(member.inFlight);
};

const setStatistics = (info: SubscriptionInfo, { group }: RunningGroup): void => {
  const { queue, members, delivered, rate } = group.delivery;
  const retries = queue.filter((message) => message.retries > 0).length;
  const { count, perSecond } = rate.read(delivered);
  const inFlight = members.reduce((sum, member) => sum + member.inFlight, 0);
  info
    .setReadBufferCount(queue.length - retries)
    .setRetryBufferCount(retries)
    .setTotalInFlightMessages(inFlight)
    .setOutstandingMessagesCount(inFlight)
    .setParkedMessageCount(String(group.parked.waiting.length))
    .setTotalItems(String(delivered))
    .setAveragePerSecond(perSecond)
    .setCountSinceLastMeasurement(String(count));
};

/** The settings, connections and statistics of a group. */
export const subscriptionInfo = async (log: ReadableLog, running: RunningGroup): Promise<SubscriptionInfo> => {
  const { source, name, settings } = running.definition;
  const end = await endOf(log, source);
  const info = new persistent.SubscriptionInfo()
    .setEventSource(source)
    .setGroupName(name)
    .setStatus(running.source.isLive ? 'Live' : 'Behind')
    .setConnectionsList(running.group.members.map((member) => connectionInfo(running, member)))
    .setLastCheckpointedEventPosition(formatCheckpoint(source, running.group.progress.checkpoint ?? BEGINNING))
    .setLastKnownEventPosition(formatCheckpoint(source, end));
  setSettings(info, source, settings);
  setStatistics(info, running);
  return info;
};
