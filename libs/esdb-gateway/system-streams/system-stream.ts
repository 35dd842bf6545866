import { type LogFilter, type StoredEvent, TOMBSTONE_TYPE } from '@ledgerdesk/event-store';
import { LINK_TYPE, linkTarget } from '../protocol/links.js';
import { DELETION_MARK, METADATA_TYPE, metadataStreamOf, streamDescribedBy } from '../protocol/stream-metadata.js';

/** What a link of a system stream is to: `<revision>@<stream>`, and the stream whose event it follows. */
export interface LinkedEvent {
  readonly target: string;
  /** The stream of the event in the log, which differs from the target's if the event is a link itself. */
  readonly origin?: string;
  /** True if the event deletes its stream. */
  readonly isDeletion?: boolean;
}

/**
 * A stream of links that EventStoreDB's standard projections write: to the events of a category (`$ce-<category>`) or
 * of a type (`$et-<type>`), in log order. Here it is computed from the log.
 */
export interface SystemStream {
  readonly name: string;
  /** Selects the events that the stream may have links to, and others. */
  readonly filter: LogFilter;
  /** Returns what the link to an event is to; undefined if the stream has none. */
  linkTo(event: StoredEvent): LinkedEvent | undefined;
}

const CATEGORY = '$ce-';
const TYPE = '$et-';

/** The largest revision, at which clients see the tombstone of a stream. */
const TOMBSTONE_REVISION = '9223372036854775807';

const categoryStream = (name: string, category: string): SystemStream => {
  const prefix = `${category}-`;
  const linkTo = (event: StoredEvent): LinkedEvent | undefined => {
    const { stream, revision, type, data } = event;
    const described = streamDescribedBy(stream);
    if (described !== undefined) {
      const isDeletion = type === METADATA_TYPE && data === DELETION_MARK;
      return isDeletion ? { target: `${revision}@${stream}`, origin: described, isDeletion } : undefined;
    }
    if (type === TOMBSTONE_TYPE) return { target: `${TOMBSTONE_REVISION}@${stream}`, origin: stream, isDeletion: true };
    return { target: type === LINK_TYPE ? linkTarget(event) : `${revision}@${stream}`, origin: stream };
  };
  return { name, filter: { streamPrefixes: [prefix, metadataStreamOf(prefix)] }, linkTo };
};

const typeStream = (name: string, type: string): SystemStream => ({
  name,
  filter: { types: [type] },
  linkTo: ({ stream, revision }) => ({ target: `${revision}@${stream}` }),
});

/**
 * Returns the system stream of a name; undefined if EventStoreDB's projections write none of this name. A category is
 * the name of a stream up to its first hyphen; system streams have none, and neither do streams without a hyphen. Event
 * types of the server itself (`$…`) have no stream.
 */
export const systemStreamOf = (name: string): SystemStream | undefined => {
  const [category, type] = [CATEGORY, TYPE].map((prefix) => (name.startsWith(prefix) ? name.slice(4) : ''));
  if (category && !category.includes('-') && !category.startsWith('$')) return categoryStream(name, category);
  return type && !type.startsWith('$') ? typeStream(name, type) : undefined;
};
