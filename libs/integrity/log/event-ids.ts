import { eventIdsOf } from '@ledgerdesk/application';
import { canonicalJson, isSealed, type StoredEvent } from '@ledgerdesk/event-store';
import { isRecord } from '@ledgerdesk/kernel';
import { SEALED } from '@ledgerdesk/ledger';
import { damage, type Finding, note } from '../finding.js';
import type { Report } from '../findings.js';
import { type CheckedEvent, type LogCheck, placeOf } from '../log-check.js';

/** Characters of an id before the index of its event. */
const PREFIX = 32;

/** UUID version 8: the ids that a command gives to its events. Those of operators and policies have other versions. */
const isCommandId = ({ id }: StoredEvent): boolean => id[14] === '8';

const indexOf = ({ id }: StoredEvent): number => Number.parseInt(id.slice(PREFIX), 16);

interface Append {
  readonly commandId: string;
  readonly events: StoredEvent[];
}

/** The text that the id of an event covers: its data, of a sealed box only the commitment. */
const contentOf = ({ stored, data }: CheckedEvent): string => {
  if (!isSealed(stored) || !data) return stored.data;
  const box = data[SEALED];
  return canonicalJson({ ...data, [SEALED]: { commitment: isRecord(box) ? box['commitment'] : null } });
};

/** Streams whose events operators and the engine record without a command. */
const hasOwnIds = ({ stream }: StoredEvent): boolean => stream.startsWith('log-') || stream.startsWith('policy-');

/**
 * Checks the ids of events against their contents. The id of an event is a hash of its command's id and of time,
 * metadata and data of all events of its append (`eventIdsOf`), so a changed text, time or actor shows, unless the ids
 * were computed again too.
 */
export class EventIds implements LogCheck {
  private append: Append | undefined;
  private readonly contents: string[] = [];
  private ofCommands = 0;
  private resealed = 0;

  /** `mayBeginWithin`: the first event that is checked may not be the first one of its append. */
  constructor(private mayBeginWithin = false) {}

  check(event: CheckedEvent, report: Report): void {
    const { stored, metadata } = event;
    const [last] = this.append?.events.slice(-1) ?? [];
    if (last && !continues(last, stored)) this.close(report);
    if (!isCommandId(stored)) {
      if (!hasOwnIds(stored)) report(damage('event-id', placeOf(stored), `${stored.id} is not an id of this engine`));
      return;
    }
    if (metadata?.resealed === true) {
      this.close(report);
      this.resealed += 1;
      return;
    }
    this.append ??= { commandId: String(metadata?.commandId), events: [] };
    this.append.events.push(stored);
    this.contents.push(contentOf(event));
  }

  end(report: Report): void {
    this.close(report);
    if (this.resealed > 0) {
      const why = 'do not cover their contents, because they were sealed after they were recorded';
      report(note('event-id', 'log', `the ids of ${this.resealed} events ${why}`));
    }
    if (this.ofCommands > 0)
      report(
        note(
          'event-id',
          'log',
          `the ids of ${this.ofCommands} events do not cover their contents, because version 0.1.0 made them`,
        ),
      );
  }

  /** Checks the append whose events have been read. */
  private close(report: Report): void {
    const { append } = this;
    const contents = this.contents.splice(0);
    this.append = undefined;
    const [first] = append?.events ?? [];
    const isPart = this.mayBeginWithin && first !== undefined && indexOf(first) > 0;
    if (append) this.mayBeginWithin = false;
    if (isPart) return;
    const origin = append && originOf(append, contents);
    if (append && origin === undefined) report(changed(append.events));
    if (origin === 'command') this.ofCommands += append?.events.length ?? 0;
  }
}

const continues = (last: StoredEvent, next: StoredEvent): boolean =>
  last.stream === next.stream &&
  last.id.slice(0, PREFIX) === next.id.slice(0, PREFIX) &&
  indexOf(next) === indexOf(last) + 1;

/** True if the ids are those of this append, made as `idOf` makes them, and its events share time and metadata. */
const hasIds = ({ events }: Append, idOf: (index: number) => string): boolean =>
  events.every(
    ({ id, occurredAt, metadata }, index) =>
      id === idOf(index) && occurredAt === events[0]?.occurredAt && metadata === events[0].metadata,
  );

/** Which ids an append has: those of its contents, those that version 0.1.0 made from the command alone, or neither. */
const originOf = (append: Append, contents: readonly string[]): 'contents' | 'command' | undefined => {
  const { commandId, events } = append;
  const [first] = events;
  if (!first || hasIds(append, eventIdsOf(commandId, first.occurredAt, first.metadata, ...contents))) return 'contents';
  return hasIds(append, eventIdsOf(commandId)) ? 'command' : undefined;
};

const changed = ([first, ...others]: readonly StoredEvent[]): Finding => {
  const range = others.length === 0 ? '' : ` or of the ${others.length} after it, from the same command,`;
  return damage(
    'event-id',
    first ? placeOf(first) : 'log',
    `the contents of this event${range} are not those from which its id was made: a text, a time, the actor or the ` +
      'number of events was changed',
  );
};
