import { ListFilter, Search, X } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useShortcuts } from '../../../app/shortcuts.js';
import { Button } from '../../../design/button.js';
import { SelectField } from '../../../design/field.js';
import { useTexts } from '../../../texts/language-context.js';
import { useClassificationNames } from '../classification-names.js';
import { queueTexts } from './queue.texts.js';
import styles from './queue.module.css';
import { filterCountOf, QUEUE_CHOICES, type QueueSearch } from './queue-search.js';

/** Time after the last letter until the queue is searched. */
const SEARCH_AFTER_MS = 250;

interface FilterProps {
  readonly search: QueueSearch;
  readonly onChange: (changes: Partial<Record<keyof QueueSearch, string | undefined>>) => void;
}

/** Searches subjects and requests. `/` leads to it. */
const SearchField = ({ search, onChange }: FilterProps) => {
  const t = useTexts(queueTexts);
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(search.q ?? '');
  const change = useRef(onChange);
  change.current = onChange;
  const known = useRef(search.q);
  // Back and Forward change the text too.
  useEffect(() => {
    if (known.current === search.q) return;
    known.current = search.q;
    setTyped(search.q ?? '');
  }, [search.q]);
  useEffect(() => {
    const q = typed.trim() === '' ? undefined : typed.trim();
    if (q === known.current) return undefined;
    const timer = setTimeout(() => {
      known.current = q;
      change.current({ q });
    }, SEARCH_AFTER_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  useShortcuts(useMemo(() => ({ '/': () => field.current?.focus() }), []));
  return (
    <div className={styles['search']}>
      <Search size={16} aria-hidden />
      <input
        ref={field}
        type="search"
        aria-label={t.search}
        placeholder={t.search}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={({ key }) => key === 'Escape' && field.current?.blur()}
      />
    </div>
  );
};

const ChoiceFilters = ({ search, onChange }: FilterProps) => {
  const t = useTexts(queueTexts);
  const names = useClassificationNames();
  const choices = [
    ['product', t.product, names.products.map(({ id, name }) => [id, name] as const)],
    ['issueType', t.issueType, names.issueTypes.map(({ id, name }) => [id, name] as const)],
    ['level', t.level, QUEUE_CHOICES.level.map((level) => [level, t.levels[level]] as const)],
    ['language', t.language, QUEUE_CHOICES.language.map((one) => [one, t.languages[one]] as const)],
    ['state', t.state, QUEUE_CHOICES.state.map((state) => [state, t.states[state]] as const)],
    ['breached', t.breached, [['true', t.yes] as const, ['false', t.no] as const]],
  ] as const;
  return choices.map(([name, label, values]) => (
    <SelectField
      key={name}
      label={label}
      value={search[name] ?? ''}
      onChange={({ target }) => onChange({ [name]: target.value === '' ? undefined : target.value })}
    >
      <option value="">{t.any}</option>
      {values.map(([value, text]) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </SelectField>
  ));
};

/** A filter that is set elsewhere, such as the team of a ticket, and that can be removed here. */
const Chip = ({ label, onRemove }: { readonly label: string; readonly onRemove: () => void }) => (
  <button type="button" className={styles['chip']} onClick={onRemove}>
    {label}
    <X size={12} aria-hidden />
  </button>
);

/** Searches and filters the queue. */
export const QueueFilters = ({ search, onChange }: FilterProps) => {
  const t = useTexts(queueTexts);
  const count = filterCountOf(search);
  const [isOpen, setOpen] = useState(false);
  const clear = (): void =>
    onChange({
      team: undefined,
      requester: undefined,
      product: undefined,
      issueType: undefined,
      level: undefined,
      language: undefined,
      state: undefined,
      breached: undefined,
    });
  return (
    <div className={styles['filters']}>
      <div className={styles['bar']}>
        <SearchField search={search} onChange={onChange} />
        <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <ListFilter size={16} aria-hidden />
          {t.filters(count)}
        </Button>
        {search.team !== undefined && (
          <Chip
            label={`${t.team}: ${search.team}${search.requester === undefined ? '' : ` · ${search.requester}`}`}
            onRemove={() => onChange({ team: undefined, requester: undefined })}
          />
        )}
        {count > 0 && (
          <Button weight="plain" onClick={clear}>
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
