import type { DomainEvent, Projection } from '@ledgerdesk/kernel';
import { addOnRenewal } from './add-on-renewal.js';
import { consultantRelease } from './consultant-release.js';
import { featureDigest } from './feature-digest.js';
import { responseBreach, responseRisk } from './response-clock.js';
import { ticketClosing } from './ticket-closing.js';
import type { Armed } from './timer-kind.js';

const KINDS = [responseRisk, responseBreach, featureDigest, consultantRelease, addOnRenewal, ticketClosing];

/** The kinds that an event may concern. */
const kindsOf = new Map(
  KINDS.flatMap(({ handles }) => handles).map((type) => [type, KINDS.filter(({ handles }) => handles.includes(type))]),
);

/** A timer, of any kind. */
export type TimerRow = NonNullable<ReturnType<(typeof KINDS)[number]['evolve']>>;

/** A timer with a due time. */
export type ArmedTimer = Armed<TimerRow>;

/** The timers of the engine, and when each is due. */
export const timers: Projection<DomainEvent, TimerRow> = {
  name: 'response-deadlines',
  version: 7,
  table: {
    columns: { at: 'text', ticketId: 'text', kind: 'text' },
    indexes: [
      ['at', 'key'],
      ['ticketId', 'key'],
    ],
  },
  handles: [...new Set(KINDS.flatMap(({ handles }) => handles))],
  keysOf: (event) => (kindsOf.get(event.type) ?? []).flatMap((kind) => kind.keyOf(event) ?? []),
  evolve: (key, row, event) =>
    kindsOf
      .get(event.type)
      ?.find((kind) => kind.keyOf(event) === key)
      ?.evolve(row, event),
};

/** The command that a timer sends when it is due, and its identity. */
export const firingOf = (timer: ArmedTimer) => {
  for (const kind of KINDS) {
    const firing = kind.firingOf(timer);
    if (firing) return firing;
  }
  throw new RangeError(`Unknown timer kind "${timer.kind}". Add it to KINDS.`);
};
