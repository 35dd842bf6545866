import { useClassificationNames } from '../../api/classification-names.js';
import { ChoiceField } from '../../design/choice-field.js';
import { DeferredTextField } from '../../design/deferred-text-field.js';
import { Filters } from '../../design/filters.js';
import { useTexts } from '../../texts/language-context.js';
import { useLanguageName } from '../../texts/language-names.js';
import { SERVED_LANGUAGES, type ServedLanguage } from '../../texts/served-languages.js';
import { LIVE_CHANNELS, type LiveChannel } from './agent-skills.js';
import { agentsTexts } from './agents.texts.js';

/** Values of the filter by availability. */
export const AVAILABILITIES = ['available', 'away'] as const;

/** Filters of the list of agents. */
export interface AgentQuery {
  readonly q: string | undefined;
  readonly product: string | undefined;
  readonly language: ServedLanguage | undefined;
  readonly channel: LiveChannel | undefined;
  readonly availability: (typeof AVAILABILITIES)[number] | undefined;
}

/** Form with the filters of the list of agents. */
export const AgentFilters = ({
  query,
  onFilter,
}: {
  readonly query: AgentQuery;
  readonly onFilter: (change: { readonly [N in keyof AgentQuery]?: string | undefined }) => void;
}) => {
  const t = useTexts(agentsTexts);
  const names = useClassificationNames();
  const languageName = useLanguageName();
  const filter = (name: keyof AgentQuery) => (value: string | undefined) => onFilter({ [name]: value });
  return (
    <Filters label={t.filters}>
      <DeferredTextField type="search" label={t.search} value={query.q} onChange={filter('q')} />
      <ChoiceField
        label={t.product}
        all={t.all}
        values={names.products.map(({ id }) => id)}
        value={query.product}
        labelOf={names.product}
        onChange={filter('product')}
      />
      <ChoiceField
        label={t.language}
        all={t.all}
        values={SERVED_LANGUAGES}
        value={query.language}
        labelOf={languageName}
        onChange={filter('language')}
      />
      <ChoiceField
        label={t.channel}
        all={t.all}
        values={LIVE_CHANNELS}
        value={query.channel}
        labelOf={(one) => t.channels[one]}
        onChange={filter('channel')}
      />
      <ChoiceField
        label={t.availability}
        all={t.all}
        values={AVAILABILITIES}
        value={query.availability}
        labelOf={(one) => t.availabilities[one]}
        onChange={filter('availability')}
      />
    </Filters>
  );
};
