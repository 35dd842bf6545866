import type { SortOrder } from '@ledgerdesk/events';
import { type Actor, comparePositions, type Instant, type Position } from '@ledgerdesk/kernel';
import type { Condition, KeyedRow, OrderTerm, RowReader } from '@ledgerdesk/read-store';
import { sortablePosition } from '../sortable-position.js';
import { actorText, appendKeyOf, eventIndex, type EventIndexRow } from './definition.js';

/** Where the events of an append are in the log. */
export interface AppendPlace {
  /** What the ids of its events have in common: see `appendKeyOf`. */
  readonly key: string;
  readonly stream: string;
  /** Revision of the first event. */
  readonly revision: number;
}

/** Which events to find. An actor has sent the command, or the command was sent on its behalf. */
export type EventSelector =
  | { readonly by: 'correlation' | 'causation'; readonly id: string }
  | { readonly by: 'actor' | 'onBehalfOf'; readonly actor: Actor };

/** Which appends to return. */
export interface AppendRange {
  readonly order: SortOrder;
  /** Position after which the events are wanted, in this order. Default: all. */
  readonly after?: Position | undefined;
  /** Position at or before which no event is wanted. Default: none. */
  readonly floor?: Position | undefined;
  readonly limit: number;
}

/** Where the append of an event is; undefined if there is none. */
export const placeOf = async (reader: RowReader, eventId: string): Promise<AppendPlace | undefined> => {
  const key = appendKeyOf(eventId);
  const row = await reader.get<EventIndexRow>(eventIndex.name, key);
  return row && { key, stream: row.stream, revision: row.revision };
};

type KeyedAppend = KeyedRow<EventIndexRow>;

/**
 * The appends with the selected events, in the order of the log or against it, up to `limit`. The first or last of them
 * may contain the position at which the range begins or ends: some of its events are then not wanted.
 */
export const placesOf = async (
  reader: RowReader,
  selector: EventSelector,
  range: AppendRange,
): Promise<readonly AppendPlace[]> => {
  const { order, limit } = range;
  const found = await Promise.all(conditionsOf(selector).map((selected) => appendsIn(reader, selected, range)));
  const appends = new Map(found.flat().map((one) => [one.key, one]));
  return [...appends.values()]
    .sort((a, b) =>
      order === 'asc'
        ? comparePositions(a.row.position, b.row.position)
        : comparePositions(b.row.position, a.row.position),
    )
    .slice(0, limit)
    .map(({ key, row }) => ({ key, stream: row.stream, revision: row.revision }));
};

/** A position such that all events recorded at or after an instant follow it; undefined if it is the start. */
export const positionRecordedBefore = async (reader: RowReader, instant: Instant): Promise<Position | undefined> => {
  const [last] = await reader.find<EventIndexRow>(eventIndex.name, {
    where: [{ column: 'recordedAt', is: '<', value: instant }],
    orderBy: [{ column: 'recordedAt', direction: 'desc', required: true }, ...byPosition('desc')],
    limit: 1,
  });
  return last && positionOf(last.row);
};

/** One condition for each column that has the value. Rows have it in one of them at most, except for actors. */
const conditionsOf = (selector: EventSelector): readonly Condition[] => {
  if ('id' in selector)
    return ['rootId', `${selector.by}Id`].map((column) => ({ column, is: '=', value: selector.id }));
  return [{ column: selector.by, is: '=', value: actorText(selector.actor) }];
};

const byPosition = (direction: SortOrder): readonly OrderTerm[] => [{ column: 'position', direction, required: true }];

const bound = (is: '<' | '<=' | '>', position: Position): Condition => ({
  column: 'position',
  is,
  value: sortablePosition(position),
});

const positionOf = ({ position }: EventIndexRow): Position => position.replace(/^0+(?=\d)/, '');

const lowerEnd = ({ order, after, floor }: AppendRange): Position | undefined => {
  if (order === 'desc' || after === undefined) return floor;
  return floor !== undefined && comparePositions(floor, after) > 0 ? floor : after;
};

const appendsIn = async (
  reader: RowReader,
  selected: Condition,
  range: AppendRange,
): Promise<readonly KeyedAppend[]> => {
  const { order, after, limit } = range;
  const low = lowerEnd(range);
  const below = order === 'desc' && after !== undefined ? [bound('<', after)] : [];
  const find = (where: readonly Condition[], direction: SortOrder, count: number) =>
    reader.find<EventIndexRow>(eventIndex.name, {
      where: [selected, ...where],
      orderBy: byPosition(direction),
      limit: count,
    });
  const [around, within] = await Promise.all([
    low === undefined ? [] : find([bound('<=', low), ...below], 'desc', 1),
    find([...(low === undefined ? [] : [bound('>', low)]), ...below], order, limit),
  ]);
  return [...around, ...within];
};
