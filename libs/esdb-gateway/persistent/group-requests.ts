import persistent from '@eventstore/db-client/generated/persistent_pb.js';
import type { CreateReq, UpdateReq } from '@eventstore/db-client/generated/persistent_pb.js';
import type { Empty, StreamIdentifier } from '@eventstore/db-client/generated/shared_pb.js';
import { type ReadableLog, START } from '../../event-store/port.js';
import { badRequest } from '../protocol/rpc-error.js';
import { type FilterTerms, termsOf } from '../protocol/event-filter.js';
import { streamNameOf } from '../protocol/request-fields.js';
import { ALL_STREAMS, type GroupDefinition, type GroupId } from './group-state.js';
import { BEGINNING, type Place } from './checkpoint.js';
import { END, settingsIn } from './group-settings.js';

interface Named {
  getAll(): Empty | undefined;
  getStreamIdentifier(): StreamIdentifier | undefined;
  getGroupName(): string;
}

const groupIn = (source: string, name: string): GroupId => {
  if (name === '') throw badRequest('A group has a name.');
  return { source, name };
};

/** Which group a request speaks of. */
export const idIn = (options: Named | undefined): GroupId => {
  if (!options) throw badRequest('Name a group and what it reads.');
  return groupIn(options.getAll() ? ALL_STREAMS : streamNameOf(options.getStreamIdentifier()), options.getGroupName());
};

type Options = CreateReq.Options | UpdateReq.Options;

/** What earlier clients send for the end of a stream: the largest revision. */
const LARGEST = '18446744073709551615';

interface Ends {
  hasStart(): boolean;
  hasEnd(): boolean;
}

const startIn = (ends: Ends, otherwise: string): string => {
  if (ends.hasStart()) return '0';
  return ends.hasEnd() || otherwise === LARGEST ? END : otherwise;
};

const NOWHERE: Ends = { hasStart: () => false, hasEnd: () => false };

const streamIn = (options: Options): StreamIdentifier | undefined =>
  options.getStream()?.getStreamIdentifier() ?? options.getStreamIdentifier();

const startFromIn = (options: Options): string => {
  const [all, stream] = [options.getAll(), options.getStream()];
  if (all) return startIn(all, all.getPosition()?.getCommitPosition() ?? '0');
  return stream ? startIn(stream, stream.getRevision()) : startIn(NOWHERE, options.getSettings()?.getRevision() ?? '0');
};

/** The place right before where a group on all streams begins. */
const placeInAll = async (log: ReadableLog, startFrom: string): Promise<Place> => {
  if (startFrom === END) return { ...BEGINNING, position: await log.head() };
  return { ...BEGINNING, position: startFrom === '0' ? START : String(BigInt(startFrom) - 1n) };
};

/** The same in one stream; a revision that is not there yet is waited for. */
const placeInStream = async (log: ReadableLog, stream: string, startFrom: string): Promise<Place> => {
  if (startFrom === '0') return BEGINNING;
  const last = Number(startFrom) - 1;
  const [event] = await log.readStream(
    stream,
    startFrom === END ? { direction: 'backward', limit: 1 } : { from: last, limit: 1 },
  );
  return { position: event?.position ?? START, revision: startFrom === END ? (event?.revision ?? -1) : last };
};

const idOf = (options: Options): GroupId => {
  const source = options.getAll() ? ALL_STREAMS : streamNameOf(streamIn(options));
  if (source === ALL_STREAMS && !options.getAll())
    throw badRequest(`A group on ${ALL_STREAMS} is asked for as one on all streams.`);
  return groupIn(source, options.getGroupName());
};

const filterIn = (options: Options): { readonly filter?: FilterTerms } => {
  const all = options.getAll();
  const filter = all instanceof persistent.CreateReq.AllOptions ? all.getFilter() : undefined;
  return filter ? { filter: termsOf(filter) } : {};
};

/** A group as a request describes it. Refuses one without a name or a source, and settings that are out of range. */
export const definitionIn = async (log: ReadableLog, options: Options | undefined): Promise<GroupDefinition> => {
  const settings = options?.getSettings();
  if (!options || !settings) throw badRequest('Name a group, what it reads, and its settings.');
  const id = idOf(options);
  const startFrom = startFromIn(options);
  const start = options.getAll() ? placeInAll(log, startFrom) : placeInStream(log, id.source, startFrom);
  return { ...id, settings: settingsIn(settings, startFrom), ...filterIn(options), start: await start };
};
