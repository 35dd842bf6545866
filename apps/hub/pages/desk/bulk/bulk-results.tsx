import { Check, CircleAlert } from 'lucide-react';
import { Button } from '../../../design/button.js';
import { useTexts } from '../../../texts/language-context.js';
import { useFormats } from '../../../time/formats.js';
import { type BulkItem, refusedOf } from './bulk-command.js';
import styles from './bulk.module.css';
import { bulkTexts } from './bulk.texts.js';

/** What became of each ticket of an action, refused ones first. */
export const BulkResults = ({
  items,
  names,
  onDismiss,
}: {
  readonly items: readonly BulkItem[];
  readonly names: ReadonlyMap<string, string>;
  readonly onDismiss: () => void;
}) => {
  const t = useTexts(bulkTexts);
  const { number } = useFormats();
  const refused = refusedOf(items);
  const done = items.length - refused.length;
  return (
    <section role="status" aria-label={t.resultTitle} className={styles['results']}>
      <div className={styles['summary']}>
        <p>
          {t.done(number(done))}
          {refused.length > 0 && ` · ${t.refused(number(refused.length))}. ${t.keepRefused}`}
        </p>
        <Button onClick={onDismiss}>{t.dismiss}</Button>
      </div>
      <ul className={styles['items']}>
        {[...refused, ...items.filter(({ problem }) => problem === null)].map(({ ticketId, problem }) => (
          <li key={ticketId} className={styles['item']}>
            {problem ? <CircleAlert size={14} aria-hidden /> : <Check size={14} aria-hidden />}
            <span>
              {names.get(ticketId) ?? ticketId}: {problem ? problem.detail : t.ticketDone}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};
