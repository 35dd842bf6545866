import { hourOfWeek, type TimeZones } from '@ledgerdesk/business-time';
import { EDITIONS } from '@ledgerdesk/events';
import { type Instant, instantOf, millisOf } from '@ledgerdesk/kernel';
import type { ClockPair } from './clock-pair.js';
import type { ClockComparison } from './compare-clock.js';
import type { TicketClocks } from './ticket-clocks.js';

/** The names by which clocks are grouped. */
export const WHAT_IF_GROUPINGS = [
  'team',
  'product',
  'level',
  'edition',
  'language',
  'agent',
  'issueType',
  'channel',
  'month',
  'hourOfWeek',
] as const;
export type WhatIfGrouping = (typeof WHAT_IF_GROUPINGS)[number];

/** The groupings of an answer unless others are asked for. */
export const DEFAULT_GROUPINGS = ['team', 'level', 'month'] as const satisfies readonly WhatIfGrouping[];

/** Groupings of one list at most. */
export const MAX_WHAT_IF_GROUPINGS = 3;

/** The value of a clock under a grouping. Null: it has none. */
export type WhatIfGroupValue = string | number | null;

/**
 * What clocks are grouped by: the team, product and issue type with which the ticket was opened and how it came, the
 * level, edition and language of the clock in the log and the agent whose answer stopped it, and the local month and
 * hour of the week of its start.
 */
export type ClockGroup = { readonly [Name in WhatIfGrouping]: WhatIfGroupValue };

/** Local times of starts in one zone. */
export interface LocalStart {
  readonly month: string;
  readonly hourOfWeek: number;
}

/** Returns a function that maps an instant to its month and hour of the week in a zone. */
export const localStarts =
  (zones: TimeZones, zone: string) =>
  (at: Instant): LocalStart => {
    const wall = zones.toWall(zone, millisOf(at));
    return { month: instantOf(wall).slice(0, 'yyyy-mm'.length), hourOfWeek: hourOfWeek(wall) };
  };

const languageOf = ({ recorded, derived }: ClockPair): string | null => {
  const data = (recorded[0] ?? derived[0])?.event.data;
  return data && 'servedLanguage' in data ? data.servedLanguage : null;
};

/** People act as they did in the log: only a clock that it does not have is stopped by its own answer. */
const agentOf = ({ recorded, answeredBy }: ClockPair): string | null =>
  recorded.length > 0 ? answeredBy.recorded : answeredBy.derived;

/** Returns the values of a clock under all groupings; undefined for one that neither history has. */
export const groupOf = (
  clock: ClockComparison,
  pair: ClockPair,
  { opening, channel }: Pick<TicketClocks, 'opening' | 'channel'>,
  startOf: (at: Instant) => LocalStart,
): ClockGroup | undefined => {
  const level = clock.recorded?.level ?? clock.whatIf?.level;
  if (level === undefined) return undefined;
  return {
    team: clock.teamId,
    product: clock.product,
    level,
    edition: EDITIONS.find((edition) => edition === level) ?? null,
    language: languageOf(pair),
    agent: agentOf(pair),
    issueType: opening?.recorded.data.issueType ?? null,
    channel,
    ...startOf(clock.startedAt),
  };
};
