import { defineTexts } from '../texts/catalogue.js';
import { useTexts } from '../texts/language-context.js';
import styles from './loading-page.module.css';

const texts = defineTexts({
  en: { loading: 'Loading' },
  ja: { loading: '読み込み中' },
  de: { loading: 'Wird geladen' },
});

/** Placeholder for a page that is loading, or with fewer lines for a part of one. */
export const LoadingPage = ({ lines = 5 }: { readonly lines?: number }) => {
  const t = useTexts(texts);
  return (
    <div role="status" aria-label={t.loading} data-loading className={styles['loading']}>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className={styles['bar']} />
      ))}
    </div>
  );
};
