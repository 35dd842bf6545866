import type { ReadableLog, StoredEvent } from '../../event-store/port.js';
import { isShown } from './stream-metadata.js';

const LINK_TYPE = '$>';
const TARGET = /^(\d{1,15})@(.+)$/;

/** An event as a reader gets it: a link comes with what it leads to, which may be gone or hidden. */
export interface Resolved {
  readonly event: StoredEvent | undefined;
  readonly link?: StoredEvent;
}

/** Data of a link is `<revision>@<stream>`, which is no JSON: it may stand in the log as a string of base64. */
const targetOf = ({ data }: StoredEvent): RegExpExecArray | null =>
  TARGET.exec(data.startsWith('"') ? Buffer.from(JSON.parse(data) as string, 'base64').toString('utf8') : data);

type Streams = Pick<ReadableLog, 'readStream'>;

const follow = async (log: Streams, link: StoredEvent, now: number): Promise<Resolved> => {
  const [, revision = '', stream = ''] = targetOf(link) ?? [];
  const [event] = stream === '' ? [] : await log.readStream(stream, { from: Number(revision), limit: 1 });
  const isThere = event?.revision === Number(revision) && (await isShown(log, event, now));
  return { event: isThere ? event : undefined, link };
};

/** Events with their links followed, where that is asked for, as far as what they lead to is to be seen; `now` in ms since the epoch. */
export const resolved = async (
  log: Streams,
  events: readonly StoredEvent[],
  resolveLinks: boolean,
  now: number,
): Promise<readonly Resolved[]> => {
  if (!resolveLinks || !events.some(({ type }) => type === LINK_TYPE)) return events.map((event) => ({ event }));
  return Promise.all(events.map(async (event) => (event.type === LINK_TYPE ? follow(log, event, now) : { event })));
};
