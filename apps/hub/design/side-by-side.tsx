import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { isComposing } from '../app/composing.js';
import { defineTexts } from '../texts/catalogue.js';
import { useTexts } from '../texts/language-context.js';
import { IconButton } from './button.js';
import styles from './side-by-side.module.css';

const texts = defineTexts({ en: { close: 'Close' }, ja: { close: '閉じる' }, de: { close: 'Schließen' } });

/** A list with the selected item beside it. In a narrow space the item replaces the list. */
export const SideBySide = ({ isOpen, children }: { readonly isOpen: boolean; readonly children: ReactNode }) => (
  <div className={styles['frame']} data-open={isOpen}>
    {children}
  </div>
);

/** The selected item of a list. It takes the focus when it opens. */
export const Side = ({
  title,
  actions,
  onClose,
  children,
}: {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) => {
  const t = useTexts(texts);
  const id = useId();
  const section = useRef<HTMLElement>(null);
  useEffect(() => section.current?.focus(), []);
  return (
    <section
      ref={section}
      aria-labelledby={id}
      tabIndex={-1}
      className={styles['side']}
      onKeyDown={(event) => event.key === 'Escape' && !isComposing(event) && onClose()}
    >
      <div className={styles['head']}>
        <h2 id={id}>{title}</h2>
        {actions}
        <IconButton label={t.close} icon={<X size={16} aria-hidden />} onClick={onClose} />
      </div>
      {children}
    </section>
  );
};
