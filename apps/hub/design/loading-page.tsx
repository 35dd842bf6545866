import { useTexts } from '../texts/language-context.js';
import styles from './loading-page.module.css';
import { loadingTexts } from './loading.texts.js';

/** Placeholder for a page that is loading, or with fewer lines for a part of one. */
export const LoadingPage = ({ lines = 5 }: { readonly lines?: number }) => {
  const t = useTexts(loadingTexts);
  return (
    <div role="status" aria-label={t.loading} data-loading className={styles['loading']}>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className={styles['bar']} />
      ))}
    </div>
  );
};
