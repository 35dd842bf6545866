import { RefreshCw } from 'lucide-react';
import { useMemo } from 'react';
import { useShortcuts } from '../../app/shortcuts.js';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import styles from './data-table.module.css';
import { tableTexts } from './data-table.texts.js';

/**
 * Says how many rows have changed while they were held, and shows them as they are: by a click or `.`. It is not over
 * the rows, so that it does not come between the pointer and a row.
 */
export const HeldChanges = ({ changes, onApply }: { readonly changes: number; readonly onApply: () => void }) => {
  const t = useTexts(tableTexts);
  const { number } = useFormats();
  useShortcuts(useMemo(() => ({ '.': onApply }), [onApply]));
  return (
    <div role="status" className={styles['changes']}>
      {changes > 0 && (
        <button type="button" className={styles['apply']} title={t.apply} aria-keyshortcuts="." onClick={onApply}>
          <RefreshCw size={12} aria-hidden />
          {t.changes(number(changes))}
        </button>
      )}
    </div>
  );
};
