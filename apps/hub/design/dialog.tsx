import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import styles from './dialog.module.css';

/** A dialog over the page. `actions` are its buttons, the one that confirms last. Escape closes it. */
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
}) => (
  <BaseDialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
    <BaseDialog.Portal>
      <BaseDialog.Backdrop className={styles['backdrop']} />
      <BaseDialog.Popup className={styles['popup']}>
        <BaseDialog.Title className={styles['title']}>{title}</BaseDialog.Title>
        <div className={styles['body']}>{children}</div>
        {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
      </BaseDialog.Popup>
    </BaseDialog.Portal>
  </BaseDialog.Root>
);
