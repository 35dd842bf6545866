import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, useCallback, useEffect, useMemo, useRef, type RefObject } from 'react';
import { useShortcutHelp } from '../../app/shortcut-help.js';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import { classes } from '../classes.js';
import type { Column, Selection, Sorting } from './column.js';
import styles from './data-table.module.css';
import { tableTexts } from './data-table.texts.js';
import { SelectCell } from './select-cell.js';
import { SortMenu } from './sort-menu.js';
import { TableHead } from './table-head.js';
import { TableCells } from './table-row.js';
import { useActiveRow } from './use-active-row.js';
import { useWidth } from './use-width.js';

const ROW_PX = 36;
const CARD_PX = 61;
/** Below this width columns become cards, px. */
const CARDS_BELOW = 640;
/** Rows beyond the edges that are rendered, so that scrolling shows no gap. */
const OVERSCAN = 6;
/** More rows are loaded when this many are left. */
const LOAD_AHEAD = 30;

/** Columns, rows and behavior of a table. */
export interface TableGridProps<Row> {
  /** What the rows are, for screen readers. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly idOf: (row: Row) => string;
  /** Short name of a row, such as its subject. */
  readonly nameOf: (row: Row) => string;
  /** What a click on a row, or Enter, does. */
  readonly onOpen: (row: Row) => void;
  /** The row that is open beside the table. */
  readonly openId?: string | undefined;
  readonly sorting?: Sorting;
  readonly selection?: Selection;
  /** Number of rows in all, if it is known before they are loaded. */
  readonly total?: number | undefined;
}

/** How rows that are missing are loaded. */
interface More {
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly loadMore: (() => void) | undefined;
}

/**
 * Returns true if a click is on something in a row that reacts to clicks itself, or in a dialog that was opened from
 * the row: React passes its events on to the row, although it is elsewhere on the page.
 */
const isOnControl = ({ target, currentTarget }: MouseEvent): boolean =>
  target instanceof Element &&
  (!currentTarget.contains(target) || target.closest('a, button, input, label, select, summary') !== null);

const toggled = (ids: ReadonlySet<string>, id: string): ReadonlySet<string> =>
  ids.has(id) ? new Set([...ids].filter((one) => one !== id)) : new Set([...ids, id]);

/** The columns that a width has room for, and their tracks. */
const useTracks = <Row,>(columns: readonly Column<Row>[], width: number, isSelectable: boolean) =>
  useMemo(() => {
    const isCard = width > 0 && width < CARDS_BELOW;
    const shown = isCard ? columns : columns.filter(({ minTableWidth = 0 }) => minTableWidth <= width);
    const tracks = shown.map((column) => column.width ?? 'minmax(0, 1fr)');
    return { isCard, shown, template: [...(isSelectable ? ['36px'] : []), ...tracks].join(' ') };
  }, [columns, width, isSelectable]);

/** Lists the keys of a table in the help of shortcuts. */
const useTableHelp = (isSelectable: boolean): void => {
  const t = useTexts(tableTexts);
  useShortcutHelp(
    useMemo(
      () => ({
        title: t.lists,
        shortcuts: [
          ['j', t.next],
          ['k', t.previous],
          ['Enter', t.open],
          ...(isSelectable ? ([['x', t.mark]] as const) : []),
          ['Home End', t.ends],
        ],
      }),
      [t, isSelectable],
    ),
  );
};

/** Which rows are rendered, and where. */
const useVisibleRows = (scroller: RefObject<HTMLElement | null>, ids: readonly string[], isCard: boolean) => {
  const activeAt = useRef(-1);
  const headPx = isCard ? 0 : ROW_PX;
  const virtual = useVirtualizer({
    count: ids.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (isCard ? CARD_PX : ROW_PX),
    getItemKey: (index) => ids[index] ?? index,
    overscan: OVERSCAN,
    scrollMargin: headPx,
    scrollPaddingStart: headPx,
    // The row with the focus stays, so that the focus does.
    rangeExtractor: (range: Range) =>
      [...new Set([...defaultRangeExtractor(range), activeAt.current])]
        .filter((index) => index >= 0 && index < ids.length)
        .toSorted((a, b) => a - b),
    useFlushSync: false,
  });
  useEffect(() => virtual.measure(), [virtual, isCard]);
  return { virtual, headPx, activeAt };
};

/** The rows of a table, of which there is at least one. */
export const TableGrid = <Row,>({
  items,
  more,
  label,
  columns,
  idOf,
  nameOf,
  onOpen,
  openId,
  sorting,
  selection,
  total,
}: TableGridProps<Row> & { readonly items: readonly Row[]; readonly more: More }) => {
  const t = useTexts(tableTexts);
  const formats = useFormats();
  const scroller = useRef<HTMLDivElement>(null);
  const { isCard, shown, template } = useTracks(columns, useWidth(scroller), selection !== undefined);
  const ids = useMemo(() => items.map(idOf), [items, idOf]);
  useTableHelp(selection !== undefined);
  const { virtual, headPx, activeAt } = useVisibleRows(scroller, ids, isCard);
  const { hasMore, isLoadingMore, loadMore } = more;
  const load = useCallback(() => loadMore?.(), [loadMore]);
  const toggle = (id: string): void => selection?.onChange(toggled(selection.ids, id));
  const { activeId, activate } = useActiveRow({
    table: scroller,
    ids,
    pageSize: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_PX) - 1),
    hasMore,
    isLoadingMore,
    loadMore: load,
    scrollTo: useCallback((index: number) => virtual.scrollToIndex(index), [virtual]),
    open: (id) => {
      const row = items[ids.indexOf(id)];
      if (row !== undefined) onOpen(row);
    },
    toggle,
  });
  activeAt.current = activeId === undefined ? -1 : ids.indexOf(activeId);
  const visible = virtual.getVirtualItems();
  const lastShown = visible.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && !isLoadingMore && lastShown >= items.length - LOAD_AHEAD) load();
  }, [hasMore, isLoadingMore, lastShown, items.length, load]);
  const areAllSelected = items.length > 0 && ids.every((id) => selection?.ids.has(id));
  const tabStop = activeId ?? (openId !== undefined && ids.includes(openId) ? openId : ids[0]);
  return (
    <div className={styles['frame']}>
      {isCard && sorting && <SortMenu columns={columns} sorting={sorting} />}
      <div
        ref={scroller}
        role="grid"
        aria-label={label}
        aria-rowcount={hasMore ? (total === undefined ? -1 : total + 1) : items.length + 1}
        {...(selection ? { 'aria-multiselectable': true } : {})}
        className={styles['scroller']}
      >
        <TableHead
          columns={shown}
          sorting={sorting}
          template={template}
          isHidden={isCard}
          mark={
            selection && (
              <SelectCell
                role="columnheader"
                label={t.selectAll}
                isSelected={areAllSelected}
                onToggle={() => selection.onChange(areAllSelected ? new Set() : new Set(ids))}
              />
            )
          }
        />
        <div role="rowgroup" className={styles['rows']} style={{ height: virtual.getTotalSize() }}>
          {visible.map(({ index, key, start }) => {
            const row = items[index];
            const id = ids[index];
            if (row === undefined || id === undefined) return null;
            return (
              <div
                key={key}
                ref={virtual.measureElement}
                role="row"
                data-index={index}
                data-row={id}
                tabIndex={id === tabStop ? 0 : -1}
                aria-rowindex={index + 2}
                {...(selection ? { 'aria-selected': selection.ids.has(id) } : {})}
                {...(id === openId ? { 'aria-current': true } : {})}
                className={classes(styles['row'], isCard ? styles['cards'] : styles['columns'])}
                style={{
                  transform: `translateY(${start - headPx}px)`,
                  ...(isCard ? {} : { gridTemplateColumns: template }),
                }}
                onFocus={() => activate(id)}
                onClick={(event) => !isOnControl(event) && onOpen(row)}
              >
                {selection && (
                  <SelectCell
                    role="gridcell"
                    label={t.select(nameOf(row))}
                    isSelected={selection.ids.has(id)}
                    onToggle={() => toggle(id)}
                  />
                )}
                <TableCells row={row} columns={shown} isCard={isCard} />
              </div>
            );
          })}
        </div>
        {isLoadingMore && (
          <p role="status" className={styles['status']}>
            {t.loadingMore(formats.number(items.length))}
          </p>
        )}
      </div>
    </div>
  );
};
