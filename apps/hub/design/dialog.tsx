import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import styles from './dialog.module.css';
import { useReturnFocus } from './use-return-focus.js';

/**
 * A dialog over the page. `actions` are its buttons, the one that confirms last. Escape closes it, and the focus
 * returns to where it was.
 */
export const Dialog = ({
  title,
  isOpen,
  onClose,
  actions,
  children,
}: {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) => {
  const returnFocus = useReturnFocus(isOpen);
  return (
    <BaseDialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={styles['backdrop']} />
        <BaseDialog.Popup finalFocus={returnFocus} className={styles['popup']}>
          <BaseDialog.Title className={styles['title']}>{title}</BaseDialog.Title>
          <div className={styles['body']}>{children}</div>
          {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
};
