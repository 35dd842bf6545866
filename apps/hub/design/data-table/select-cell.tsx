import styles from './data-table.module.css';

/** The cell with which a row, or all of them, is selected. */
export const SelectCell = ({
  role,
  label,
  isSelected,
  isGone = false,
  onToggle,
}: {
  readonly role: 'gridcell' | 'columnheader';
  readonly label: string;
  readonly isSelected: boolean;
  /** Of a row that is not in the list any more: it cannot be selected. */
  readonly isGone?: boolean;
  readonly onToggle: () => void;
}) => (
  <div role={role} className={styles['select']}>
    <label className={styles['box']}>
      <input
        type="checkbox"
        aria-label={label}
        checked={isSelected}
        disabled={isGone}
        onChange={onToggle}
        {...(role === 'gridcell' ? { tabIndex: -1 } : {})}
      />
    </label>
  </div>
);
