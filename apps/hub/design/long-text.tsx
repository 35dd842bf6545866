import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { defineTexts } from '../texts/catalogue.js';
import { useTexts } from '../texts/language-context.js';
import { classes } from './classes.js';
import styles from './long-text.module.css';

const texts = defineTexts({
  en: { more: 'Show all', less: 'Show less' },
  ja: { more: 'すべて表示', less: '折りたたむ' },
  de: { more: 'Alles anzeigen', less: 'Weniger anzeigen' },
});

/**
 * A text of which three lines are shown, and all of it after a click if it is longer. `children` puts it into its
 * element, such as a heading.
 */
export const LongText = ({
  text,
  children,
}: {
  readonly text: string;
  readonly children: (text: ReactNode) => ReactNode;
}) => {
  const t = useTexts(texts);
  const shown = useRef<HTMLSpanElement>(null);
  const [isLong, setLong] = useState(false);
  const [isWhole, setWhole] = useState(false);
  useLayoutEffect(() => {
    const element = shown.current;
    if (!element || isWhole) return undefined;
    const measure = (): void => setLong(element.scrollHeight > element.clientHeight + 1);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [text, isWhole]);
  return (
    <>
      {children(
        <span ref={shown} className={classes(styles['text'], isWhole && styles['whole'])}>
          {text}
        </span>,
      )}
      {isLong && (
        <button type="button" aria-expanded={isWhole} className={styles['toggle']} onClick={() => setWhole(!isWhole)}>
          {isWhole ? t.less : t.more}
        </button>
      )}
    </>
  );
};
