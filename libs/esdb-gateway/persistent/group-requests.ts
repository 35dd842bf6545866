import { positionBefore } from '@ledgerdesk/kernel';
import persistent from '@eventstore/db-client/generated/persistent_pb.js';
import type { CreateReq, UpdateReq } from '@eventstore/db-client/generated/persistent_pb.js';
import type { Empty, StreamIdentifier } from '@eventstore/db-client/generated/shared_pb.js';
import { type ReadableLog, START } from '@ledgerdesk/event-store';
import { type FilterExpression, parseFilterExpression } from '../protocol/event-filter.js';
import { streamNameOf } from '../protocol/request-fields.js';
import { badRequest } from '../protocol/rpc-error.js';
import { BEGINNING, type Checkpoint } from './checkpoint.js';
import { END, parseGroupSettings } from './group-settings.js';
import { ALL_STREAMS, type GroupDefinition, type GroupId } from './group-state.js';

interface GroupOptions {
  getAll(): Empty | undefined;
  getStreamIdentifier(): StreamIdentifier | undefined;
  getGroupName(): string;
}

const groupId = (source: string, name: string): GroupId => {
  if (name === '') throw badRequest('The group name is missing.');
  return { source, name };
};

/**
 * The group that a request specifies.
 * @throws RpcError if the stream or group name is missing
 */
export const parseGroupId = (options: GroupOptions | undefined): GroupId => {
  if (!options) throw badRequest('The stream and group name are missing.');
  return groupId(options.getAll() ? ALL_STREAMS : streamNameOf(options.getStreamIdentifier()), options.getGroupName());
};

type DefinitionOptions = CreateReq.Options | UpdateReq.Options;

/** Older clients send the largest 64-bit integer for the end of a stream. */
const LARGEST_REVISION = '18446744073709551615';

interface StartOptions {
  hasStart(): boolean;
  hasEnd(): boolean;
}

const parseStartFrom = (options: DefinitionOptions): string => {
  const start = (of: StartOptions | undefined, value: string): string => {
    if (of?.hasStart()) return '0';
    return of?.hasEnd() || value === LARGEST_REVISION ? END : value;
  };
  const [all, stream] = [options.getAll(), options.getStream()];
  if (all) return start(all, all.getPosition()?.getCommitPosition() ?? '0');
  return stream ? start(stream, stream.getRevision()) : start(undefined, options.getSettings()?.getRevision() ?? '0');
};

/** The checkpoint right before the first event of a group on `$all`. */
const startInAll = async (log: ReadableLog, startFrom: string): Promise<Checkpoint> => {
  if (startFrom === END) {
    const { events } = await log.readAll({ direction: 'backward', limit: 1 });
    return { ...BEGINNING, ...(events[0] && { position: events[0].position, eventId: events[0].id }) };
  }
  return { ...BEGINNING, position: positionBefore(startFrom) };
};

/** The checkpoint right before the first event of a group on a stream. The revision need not exist yet. */
const startInStream = async (log: ReadableLog, stream: string, startFrom: string): Promise<Checkpoint> => {
  if (startFrom === '0') return BEGINNING;
  const previous = Number(startFrom) - 1;
  const [event] = await log.readStream(
    stream,
    startFrom === END ? { direction: 'backward', limit: 1 } : { from: previous, limit: 1 },
  );
  return {
    position: event?.position ?? START,
    revision: startFrom === END ? (event?.revision ?? -1) : previous,
    eventId: event?.id,
  };
};

/** Older clients specify the stream in `options` itself. */
const parseSource = (options: DefinitionOptions): string => {
  if (options.getAll()) return ALL_STREAMS;
  const source = streamNameOf(options.getStream()?.getStreamIdentifier() ?? options.getStreamIdentifier());
  if (source === ALL_STREAMS)
    throw badRequest(`${ALL_STREAMS} is not a stream. Create a group on all streams instead.`);
  return source;
};

const parseFilter = (options: DefinitionOptions): { readonly filter?: FilterExpression } => {
  const all = options.getAll();
  const filter = all instanceof persistent.CreateReq.AllOptions ? all.getFilter() : undefined;
  return filter ? { filter: parseFilterExpression(filter) } : {};
};

/**
 * The group that a request defines.
 * @throws RpcError if a name is missing, or a setting or filter is invalid
 */
export const parseGroupDefinition = async (
  log: ReadableLog,
  options: DefinitionOptions | undefined,
): Promise<GroupDefinition> => {
  const settings = options?.getSettings();
  if (!options || !settings) throw badRequest('The stream, group name or settings are missing.');
  const id = groupId(parseSource(options), options.getGroupName());
  const startFrom = parseStartFrom(options);
  const start = options.getAll() ? startInAll(log, startFrom) : startInStream(log, id.source, startFrom);
  return { ...id, settings: parseGroupSettings(settings, startFrom), ...parseFilter(options), start: await start };
};
