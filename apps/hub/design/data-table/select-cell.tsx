import styles from './data-table.module.css';

/** The cell with which a row, or all of them, is selected. */
export const SelectCell = ({
  role,
  label,
  isSelected,
  onToggle,
}: {
  readonly role: 'gridcell' | 'columnheader';
  readonly label: string;
  readonly isSelected: boolean;
  readonly onToggle: () => void;
}) => (
  <div role={role} className={styles['select']}>
    <label className={styles['box']}>
      <input
        type="checkbox"
        aria-label={label}
        checked={isSelected}
        onChange={onToggle}
        {...(role === 'gridcell' ? { tabIndex: -1 } : {})}
      />
    </label>
  </div>
);
