import type { ReadableLog, StoredEvent } from '../port.js';

const LINK_TYPE = '$>';
const TARGET = /^(\d{1,15})@(.+)$/;

/** An event as a reader gets it: a link comes with what it leads to, which may be gone. */
export interface Resolved {
  readonly event: StoredEvent | undefined;
  readonly link?: StoredEvent;
}

/** Data of a link is `<revision>@<stream>`, which is no JSON: it may stand in the log as a string of base64. */
const targetOf = ({ data }: StoredEvent): RegExpExecArray | null =>
  TARGET.exec(data.startsWith('"') ? Buffer.from(JSON.parse(data) as string, 'base64').toString('utf8') : data);

const follow = async (log: Pick<ReadableLog, 'readStream'>, link: StoredEvent): Promise<Resolved> => {
  const [, revision = '', stream = ''] = targetOf(link) ?? [];
  const [event] = stream === '' ? [] : await log.readStream(stream, { from: Number(revision), limit: 1 });
  return { event: event?.revision === Number(revision) ? event : undefined, link };
};

/** Events with their links followed, where that is asked for. */
export const resolved = async (log: Pick<ReadableLog, 'readStream'>, events: readonly StoredEvent[], resolveLinks: boolean): Promise<readonly Resolved[]> => {
  if (!resolveLinks || !events.some(({ type }) => type === LINK_TYPE)) return events.map((event) => ({ event }));
  return Promise.all(events.map(async (event) => (event.type === LINK_TYPE ? follow(log, event) : { event })));
};
