import type { StoredEvent } from '@ledgerdesk/event-store';

/** The target has a different event at the position of a source event. */
export class TargetDiffers extends Error {
  readonly code = 'target-differs';
  constructor(event: StoredEvent, difference: string) {
    super(
      [
        `The target differs at revision ${event.revision} of ${event.stream}`,
        `(position ${event.position} of the source): ${difference}.`,
        'Copy into an empty log or into a partial copy of the source.',
      ].join(' '),
    );
  }
}

/** Thrown if the target has events that the source does not have. */
export class TargetIsLonger extends Error {
  readonly code = 'target-differs';
  constructor({ stream, revision, position }: StoredEvent) {
    super(
      [
        `The target has an event that the source does not have: revision ${revision} of ${stream}`,
        `(position ${position} of the target). Copy into an empty log or into a partial copy of the source.`,
      ].join(' '),
    );
  }
}

/** Thrown if the target, a log of an earlier version, does not get the tree of its events. */
export class TreeIncomplete extends Error {
  readonly code = 'tree-incomplete';
  constructor(reached: string, head: string) {
    super(
      'The events of the target equal those of the source. An earlier version made it, and it gets its tree now: ' +
        `that has stopped at position ${reached} of ${head}, perhaps because the disk is full. Run the command again.`,
    );
  }
}

/** Thrown if the tree that the target keeps is not that of the events of the source. */
export class TreeDiffers extends Error {
  readonly code = 'target-differs';
  constructor(expected: number, actual: number) {
    super(
      `The events of the target equal those of the source, but the tree that it keeps of them (${actual} leaves) is ` +
        `not theirs (${expected} leaves). Copy into an empty log.`,
    );
  }
}
