import type { TextSearch } from '../../app/text-search.js';
import { CheckField } from '../../design/check-field.js';
import { DeferredTextField } from '../../design/deferred-text-field.js';
import { SelectField } from '../../design/field.js';
import { Filters } from '../../design/filters.js';
import { useTexts } from '../../texts/language-context.js';
import { InstantField } from '../../time/instant-field.js';
import { useZone } from '../../time/zone-context.js';
import { eventsTexts } from './events.texts.js';

/** What the address of the list says. */
export type EventSearch = TextSearch<
  'stream' | 'streamName' | 'types' | 'actor' | 'correlationId' | 'from' | 'order' | 'view' | 'event'
>;

/** Filters by the exact name of a stream, or by the beginning of its name. */
const streamFilter = (name: string | undefined, isWholeName: boolean): Partial<EventSearch> =>
  isWholeName ? { streamName: name, stream: undefined } : { stream: name, streamName: undefined };

/** Narrows the list of events, and jumps to a time. */
export const EventFilters = ({
  search,
  isLive,
  onChange,
  onLive,
}: {
  readonly search: EventSearch;
  readonly isLive: boolean;
  readonly onChange: (change: Partial<EventSearch>) => void;
  readonly onLive: (isLive: boolean) => void;
}) => {
  const t = useTexts(eventsTexts);
  const { zone } = useZone();
  const order = search.order === 'asc' ? 'asc' : 'desc';
  const stream = search.streamName ?? search.stream;
  const isWholeName = search.streamName !== undefined;
  return (
    <Filters label={t.filters}>
      <InstantField
        label={t.from}
        hint={t.fromHint(zone)}
        value={search.from}
        onChange={(from) => onChange({ from, order: from === undefined ? undefined : 'asc' })}
      />
      <DeferredTextField
        label={t.stream}
        hint={t.streamHint}
        value={stream}
        onChange={(value) => onChange(streamFilter(value, isWholeName))}
      />
      {stream !== undefined && (
        <CheckField
          label={t.wholeName}
          checked={isWholeName}
          onChange={({ target }) => onChange(streamFilter(stream, target.checked))}
        />
      )}
      <DeferredTextField
        label={t.types}
        hint={t.typesHint}
        value={search.types}
        onChange={(types) => onChange({ types })}
      />
      <DeferredTextField
        label={t.actor}
        hint={t.actorHint}
        value={search.actor}
        onChange={(actor) => onChange({ actor })}
      />
      <DeferredTextField
        label={t.correlation}
        value={search.correlationId}
        onChange={(correlationId) => onChange({ correlationId })}
      />
      <SelectField label={t.order} value={order} onChange={({ target }) => onChange({ order: target.value })}>
        <option value="desc">{t.orders.desc}</option>
        <option value="asc">{t.orders.asc}</option>
      </SelectField>
      <SelectField
        label={t.view}
        value={search.view === 'full' ? 'full' : 'compact'}
        onChange={({ target }) => onChange({ view: target.value === 'full' ? 'full' : undefined })}
      >
        <option value="compact">{t.views.compact}</option>
        <option value="full">{t.views.full}</option>
      </SelectField>
      {order === 'desc' && (
        <CheckField label={t.live} checked={isLive} onChange={({ target }) => onLive(target.checked)} />
      )}
    </Filters>
  );
};
