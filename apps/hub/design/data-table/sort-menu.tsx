import { useTexts } from '../../texts/language-context.js';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { IconButton } from '../button.js';
import type { Column, Sorting } from './column.js';
import styles from './data-table.module.css';
import { tableTexts } from './data-table.texts.js';

/** Sorts rows where cards have no headings. */
export const SortMenu = <Row,>({
  columns,
  sorting,
}: {
  readonly columns: readonly Column<Row>[];
  readonly sorting: Sorting;
}) => {
  const t = useTexts(tableTexts);
  const { by, order, onChange } = sorting;
  return (
    <div className={styles['sortMenu']}>
      <select aria-label={t.sortBy} value={by} onChange={({ target }) => onChange(target.value, order)}>
        {columns.flatMap(({ sortBy, name }) =>
          sortBy === undefined ? [] : [<option key={sortBy} value={sortBy}>{`${t.sortBy}: ${name}`}</option>],
        )}
      </select>
      <IconButton
        label={order === 'asc' ? t.ascending : t.descending}
        icon={order === 'asc' ? <ArrowUp size={16} aria-hidden /> : <ArrowDown size={16} aria-hidden />}
        onClick={() => onChange(by, order === 'asc' ? 'desc' : 'asc')}
      />
    </div>
  );
};
