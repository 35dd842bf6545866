import { useTexts } from '../texts/language-context.js';
import styles from './loading-page.module.css';
import { loadingTexts } from './loading.texts.js';

/** Placeholder for a few words or a number that are loading, as high as they will be. */
export const LoadingText = () => {
  const t = useTexts(loadingTexts);
  return <span role="img" aria-label={t.loading} data-loading className={styles['text']} />;
};
