import { Search } from 'lucide-react';
import { useMemo, useRef } from 'react';
import { useShortcuts } from '../../../app/shortcuts.js';
import { useDeferredText } from '../../../design/use-deferred-text.js';
import { useTexts } from '../../../texts/language-context.js';
import { queueTexts } from './queue.texts.js';
import styles from './queue.module.css';

/** Searches subjects and requests, when the typing pauses. `/` leads to it. */
export const SearchField = ({
  value,
  onChange,
}: {
  readonly value: string | undefined;
  readonly onChange: (text: string | undefined) => void;
}) => {
  const t = useTexts(queueTexts);
  const field = useRef<HTMLInputElement>(null);
  const typing = useDeferredText(value ?? '', (text) => onChange(text === '' ? undefined : text));
  useShortcuts(useMemo(() => ({ '/': () => field.current?.focus() }), []));
  return (
    <div className={styles['search']}>
      <Search size={16} aria-hidden />
      <input
        ref={field}
        type="search"
        aria-label={t.search}
        placeholder={t.search}
        {...typing}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          // Browsers would delete the text.
          event.preventDefault();
          event.currentTarget.blur();
        }}
      />
    </div>
  );
};
