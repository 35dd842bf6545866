import persistent from '@eventstore/db-client/generated/persistent_pb.js';
import type { SubscriptionInfo } from '@eventstore/db-client/generated/persistent_pb.js';
import type { ReadableLog } from '../../event-store/port.js';
import { ALL_STREAMS } from './group-state.js';
import type { Member } from './member.js';
import { BEGINNING, type Place, placeOf } from './checkpoint.js';
import type { RunningGroup } from './running-group.js';
import type { GroupSettings } from './group-settings.js';

/** A number of events as the protocol writes a place: a revision, or a position twice. */
const written = (source: string, place: string): string => (source === ALL_STREAMS ? `C:${place}/P:${place}` : place);

/** Empty where there is none yet. */
const placeText = (source: string, { position, revision }: Place): string => {
  if (source === ALL_STREAMS) return position === BEGINNING.position ? '' : written(source, position);
  return revision < 0 ? '' : String(revision);
};

const lastKnown = async (log: ReadableLog, source: string): Promise<Place> => {
  if (source === ALL_STREAMS) return { ...BEGINNING, position: await log.head() };
  const [event] = await log.readStream(source, { direction: 'backward', limit: 1 });
  return event ? placeOf(event) : BEGINNING;
};

const withSettings = (info: SubscriptionInfo, source: string, settings: GroupSettings): SubscriptionInfo =>
  info
    .setStartFrom(written(source, settings.startFrom))
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

const connectionInfo = (running: RunningGroup, member: Member): SubscriptionInfo.ConnectionInfo => {
  const about = running.subscribers.find(member.id)?.about;
  return new persistent.SubscriptionInfo.ConnectionInfo()
    .setFrom(about?.from ?? '')
    .setUsername(about?.user ?? '')
    .setConnectionName(about?.connection ?? '')
    .setTotalItems(String(member.total))
    .setAvailableSlots(member.room)
    .setInFlightMessages(member.inFlight);
};

const withStats = (info: SubscriptionInfo, { group }: RunningGroup): SubscriptionInfo => {
  const { waiting, members, delivered } = group.delivery;
  const retries = waiting.filter((message) => message.retries > 0).length;
  const inFlight = members.reduce((sum, member) => sum + member.inFlight, 0);
  return info
    .setReadBufferCount(waiting.length - retries)
    .setRetryBufferCount(retries)
    .setTotalInFlightMessages(inFlight)
    .setOutstandingMessagesCount(inFlight)
    .setParkedMessageCount(String(group.parked.waiting.length))
    .setTotalItems(String(delivered));
};

/** A group as it is at the moment: its settings, who reads it, and how far it is. */
export const infoOf = async (log: ReadableLog, running: RunningGroup): Promise<SubscriptionInfo> => {
  const { source, name, settings } = running.definition;
  const known = await lastKnown(log, source);
  const info = new persistent.SubscriptionInfo()
    .setEventSource(source)
    .setGroupName(name)
    .setStatus(running.source.isLive ? 'Live' : 'Behind')
    .setConnectionsList(running.group.members.map((member) => connectionInfo(running, member)))
    .setLastCheckpointedEventPosition(placeText(source, running.group.settlement.checkpoint ?? BEGINNING))
    .setLastKnownEventPosition(placeText(source, known));
  return withStats(withSettings(info, source, settings), running);
};
