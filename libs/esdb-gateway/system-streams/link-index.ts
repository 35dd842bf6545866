import { setImmediate as nextTurn } from 'node:timers/promises';
import { type ReadableLog, START, type StoredEvent } from '@ledgerdesk/event-store';
import { comparePositions, type Position } from '@ledgerdesk/kernel';
import type { LinkedEvent, SystemStream } from './system-stream.js';

/** Links between two marks: a read from any revision scans at most as many to find it. */
const MARK_EVERY = 1_000;

/** A place in a system stream: the link `revision` is the first one to an event after `position`. */
export interface LinkPlace {
  readonly revision: number;
  readonly position: Position;
}

/** An event, and what the link to it is to. */
export interface FoundLink {
  readonly event: StoredEvent;
  readonly linked: LinkedEvent;
}

const BEGINNING: LinkPlace = { revision: 0, position: START };

/** Yields the links of a system stream after a position, in pages that may be empty, with how far each has read. */
export async function* linkPages(
  log: Pick<ReadableLog, 'readAll'>,
  stream: SystemStream,
  from: Position,
): AsyncGenerator<{ readonly links: readonly FoundLink[]; readonly scannedTo: Position }> {
  for (let after = from; ;) {
    const page = await log.readAll({ after, filter: stream.filter });
    const links = page.events.flatMap((event) => {
      const linked = stream.linkTo(event);
      return linked ? [{ event, linked }] : [];
    });
    yield { links, scannedTo: page.scannedTo };
    if (page.end) return;
    await nextTurn();
    after = page.scannedTo;
  }
}

/** Places in one system stream, every thousand links, as far as the log has been scanned for them. */
export class LinkIndex {
  readonly #marks: LinkPlace[] = [BEGINNING];
  #end: LinkPlace = BEGINNING;
  #scanning: Promise<void> | undefined;

  constructor(
    private readonly log: Pick<ReadableLog, 'readAll'>,
    private readonly stream: SystemStream,
  ) {}

  /** Scans what the log has gained, and returns the end of the stream: its length is the revision of the next link. */
  async end(): Promise<LinkPlace> {
    await (this.#scanning ??= this.scan().finally(() => (this.#scanning = undefined)));
    return this.#end;
  }

  /** The last known place at or before a revision. */
  before(revision: number): LinkPlace {
    return this.#marks[Math.min(Math.floor(revision / MARK_EVERY), this.#marks.length - 1)] ?? BEGINNING;
  }

  /** The place after all links to events up to a position. */
  async at(position: Position): Promise<LinkPlace> {
    const end = await this.end();
    if (comparePositions(end.position, position) <= 0) return end;
    const mark = this.#marks.findLast((one) => comparePositions(one.position, position) <= 0) ?? BEGINNING;
    let { revision } = mark;
    for await (const { links, scannedTo } of linkPages(this.log, this.stream, mark.position)) {
      revision += links.filter(({ event }) => comparePositions(event.position, position) <= 0).length;
      if (comparePositions(scannedTo, position) >= 0) break;
    }
    return { revision, position };
  }

  private async scan(): Promise<void> {
    for await (const { links, scannedTo } of linkPages(this.log, this.stream, this.#end.position)) {
      let { revision } = this.#end;
      for (const { event } of links) {
        revision += 1;
        if (revision % MARK_EVERY === 0) this.#marks.push({ revision, position: event.position });
      }
      this.#end = { revision, position: scannedTo };
    }
  }
}
