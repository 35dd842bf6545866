import { PageBytes, type ReadableLog, type StoredEvent } from '@ledgerdesk/event-store';
import { isVisible } from './stream-metadata.js';

/** The type of events that are links. */
export const LINK_TYPE = '$>';
const TARGET = /^(\d{1,15})@(.+)$/;

/** An event as a reader receives it. If `link` is set, `event` is its target, or undefined if that is not visible. */
export interface ResolvedEvent {
  readonly event: StoredEvent | undefined;
  readonly link?: StoredEvent;
}

/** The data of a link is `<revision>@<stream>`. Since it is not JSON, the log may store it as a base64 string. */
export const linkTarget = ({ data }: StoredEvent): string =>
  data.startsWith('"') ? Buffer.from(JSON.parse(data) as string, 'base64').toString('utf8') : data;

type StreamReader = Pick<ReadableLog, 'readStream'>;

const resolveLink = async (log: StreamReader, link: StoredEvent, now: number): Promise<ResolvedEvent> => {
  const [, revision = '', stream = ''] = TARGET.exec(linkTarget(link)) ?? [];
  const [event] = stream === '' ? [] : await log.readStream(stream, { from: Number(revision), limit: 1 });
  const isReadable = event?.revision === Number(revision) && (await isVisible(log, event, now));
  return { event: isReadable ? event : undefined, link };
};

/** Links that are resolved at the same time. Their targets are held in memory together. */
const LINKS_AT_ONCE = 4;

/** `resolveLinks` in pages of about MAX_PAGE_BYTES: a page of small links may have large targets. */
export async function* resolvedPages(
  log: StreamReader,
  events: readonly StoredEvent[],
  resolve: boolean,
  now: number,
): AsyncGenerator<readonly ResolvedEvent[]> {
  if (!resolve || !events.some(({ type }) => type === LINK_TYPE)) {
    yield events.map((event) => ({ event }));
    return;
  }
  let [page, bytes]: [ResolvedEvent[], PageBytes] = [[], new PageBytes()];
  for (let next = 0; next < events.length; next += LINKS_AT_ONCE) {
    for (const resolved of await resolveLinks(log, events.slice(next, next + LINKS_AT_ONCE), true, now)) {
      page.push(resolved);
      if (resolved.event) bytes.add(resolved.event);
    }
    if (!bytes.isFull) continue;
    yield page;
    [page, bytes] = [[], new PageBytes()];
  }
  yield page;
}

/** Replaces links by their targets if `resolve` is set. `now`, in ms since the epoch, decides which are visible. */
export const resolveLinks = async (
  log: StreamReader,
  events: readonly StoredEvent[],
  resolve: boolean,
  now: number,
): Promise<readonly ResolvedEvent[]> => {
  if (!resolve || !events.some(({ type }) => type === LINK_TYPE)) return events.map((event) => ({ event }));
  return Promise.all(
    events.map(async (event) => (event.type === LINK_TYPE ? resolveLink(log, event, now) : { event })),
  );
};
