import type { MouseEvent, Ref } from 'react';
import { useTexts } from '../../texts/language-context.js';
import { classes } from '../classes.js';
import type { Column, Selection } from './column.js';
import styles from './data-table.module.css';
import { tableTexts } from './data-table.texts.js';
import { SelectCell } from './select-cell.js';
import { TableCells } from './table-row.js';

/**
 * Returns true if a click is on something in a row that reacts to clicks itself, or in a dialog that was opened from
 * the row: React passes its events on to the row, although it is elsewhere on the page.
 */
const isOnControl = ({ target, currentTarget }: MouseEvent): boolean =>
  target instanceof Element &&
  (!currentTarget.contains(target) || target.closest('a, button, input, label, select, summary') !== null);

const toggled = (ids: ReadonlySet<string>, id: string): ReadonlySet<string> =>
  ids.has(id) ? new Set([...ids].filter((one) => one !== id)) : new Set([...ids, id]);

/** Selects a row, or no longer. */
export const toggle = ({ ids, onChange }: Selection, id: string): void => onChange(toggled(ids, id));

/** A row of a table at its place: columns, or a card where there is no room for them. */
export const GridRow = <Row,>({
  ref,
  row,
  id,
  index,
  before,
  start,
  columns,
  template,
  isCard,
  isOpen,
  isGone,
  isTabStop,
  nameOf,
  selection,
  onFocus,
  onOpen,
}: {
  readonly ref: Ref<HTMLDivElement>;
  readonly row: Row;
  readonly id: string;
  readonly index: number;
  /** Number of rows before those that are loaded; undefined if it is unknown. */
  readonly before: number | undefined;
  /** Distance from the first row, px. */
  readonly start: number;
  readonly columns: readonly Column<Row>[];
  /** Tracks of the columns. */
  readonly template: string;
  readonly isCard: boolean;
  readonly isOpen: boolean;
  /** Not in the list any more. */
  readonly isGone: boolean;
  readonly isTabStop: boolean;
  readonly nameOf: (row: Row) => string;
  readonly selection: Selection | undefined;
  readonly onFocus: () => void;
  readonly onOpen: () => void;
}) => {
  const t = useTexts(tableTexts);
  return (
    <div
      ref={ref}
      role="row"
      data-index={index}
      data-row={id}
      tabIndex={isTabStop ? 0 : -1}
      {...(before === undefined ? {} : { 'aria-rowindex': before + index + 2 })}
      {...(selection ? { 'aria-selected': selection.ids.has(id) } : {})}
      {...(isOpen ? { 'aria-current': true } : {})}
      {...(isGone ? { title: t.gone } : {})}
      className={classes(styles['row'], isCard ? styles['cards'] : styles['columns'], isGone && styles['gone'])}
      style={{ transform: `translateY(${start}px)`, ...(isCard ? {} : { gridTemplateColumns: template }) }}
      onFocus={onFocus}
      onClick={(event) => !isOnControl(event) && onOpen()}
    >
      {selection && (
        <SelectCell
          role="gridcell"
          label={t.select(nameOf(row))}
          isSelected={selection.ids.has(id)}
          isGone={isGone}
          onToggle={() => toggle(selection, id)}
        />
      )}
      <TableCells row={row} columns={columns} isCard={isCard} />
    </div>
  );
};
