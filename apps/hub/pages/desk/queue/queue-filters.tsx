import { ListFilter } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../design/button.js';
import { SelectField } from '../../../design/field.js';
import { useTexts } from '../../../texts/language-context.js';
import { useLanguageName } from '../../../texts/language-names.js';
import { entitlementTexts } from '../../../tickets/entitlement-text.js';
import { useClassificationNames } from '../../../api/classification-names.js';
import type { Named } from '../../../api/name-in.js';
import { NamedOptions } from '../named-options.js';
import { queueTexts } from './queue.texts.js';
import styles from './queue.module.css';
import { filterCountOf, NO_FILTERS, QUEUE_CHOICES, type QueueChanges, type QueueSearch } from './queue-search.js';
import { SearchField } from './search-field.js';
import { SetFilters } from './set-filters.js';

interface FilterProps {
  readonly search: QueueSearch;
  readonly onChange: (changes: QueueChanges) => void;
}

/** The filters that are a choice of a few, each with the names of its values. */
const useChoices = () => {
  const t = useTexts(queueTexts);
  const { levels, standard } = useTexts(entitlementTexts);
  const languageName = useLanguageName();
  const { products, issueTypes } = useClassificationNames();
  const named = <Id extends string>(ids: readonly Id[], nameOf: (id: Id) => string): readonly Named[] =>
    ids.map((id) => ({ id, name: nameOf(id) }));
  return [
    ['product', t.product, products],
    ['issueType', t.issueType, issueTypes],
    ['level', t.level, named(QUEUE_CHOICES.level, (level) => (level === 'standard' ? standard : levels[level]))],
    ['language', t.language, named(QUEUE_CHOICES.language, languageName)],
    ['state', t.state, named(QUEUE_CHOICES.state, (state) => t.states[state])],
    ['breached', t.breached, named(['true', 'false'], (value) => (value === 'true' ? t.yes : t.no))],
  ] as const;
};

const ChoiceFilters = ({ search, onChange }: FilterProps) => {
  const t = useTexts(queueTexts);
  return useChoices().map(([name, label, values]) => (
    <SelectField
      key={name}
      label={label}
      value={search[name] ?? ''}
      onChange={({ target }) => onChange({ [name]: target.value === '' ? undefined : target.value })}
    >
      <option value="">{t.any}</option>
      <NamedOptions of={values} />
    </SelectField>
  ));
};

/** Searches and filters the queue. */
export const QueueFilters = ({ search, onChange }: FilterProps) => {
  const t = useTexts(queueTexts);
  const count = filterCountOf(search);
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={styles['filters']}>
      <div className={styles['bar']}>
        <SearchField value={search.q} onChange={(q) => onChange({ q })} />
        <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <ListFilter size={16} aria-hidden />
          {t.filters(count)}
        </Button>
        <SetFilters search={search} onChange={onChange} />
        {count > 0 && (
          <Button weight="plain" onClick={() => onChange(NO_FILTERS)}>
            {t.clearFilters}
          </Button>
        )}
      </div>
      {isOpen && (
        <div className={styles['choices']}>
          <ChoiceFilters search={search} onChange={onChange} />
        </div>
      )}
    </div>
  );
};
