import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect, useMemo, useRef } from 'react';
import { useShortcutHelp } from '../../app/shortcut-help.js';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import type { Column, MissingRows, Selection, Sorting } from './column.js';
import styles from './data-table.module.css';
import { tableTexts } from './data-table.texts.js';
import { GridRow, toggle } from './grid-row.js';
import { HeldChanges } from './held-changes.js';
import { SelectCell } from './select-cell.js';
import { shownColumns } from './shown-columns.js';
import { SortMenu } from './sort-menu.js';
import { TableHead } from './table-head.js';
import { WholeText } from './whole-text.js';
import { useActiveRow } from './use-active-row.js';
import { useAttention } from './use-attention.js';
import { useHeldRows } from './use-held-rows.js';
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
  /**
   * Names the list, such as by its filters and order. Rows of a list with a name keep their places while the pointer is
   * over them or one has the focus. Without one they move at once.
   */
  readonly list?: string;
}

type GridProps<Row> = TableGridProps<Row> & { readonly items: readonly Row[]; readonly missing: MissingRows };

/** The columns that a width has room for, and their tracks. */
const useTracks = <Row,>(
  columns: readonly Column<Row>[],
  width: number,
  isSelectable: boolean,
  sortedBy: string | undefined,
) =>
  useMemo(() => {
    const isCard = width > 0 && width < CARDS_BELOW;
    const shown = isCard ? columns : shownColumns(columns, width, sortedBy);
    const tracks = shown.map((column) => column.width ?? 'minmax(0, 1fr)');
    return { isCard, shown, template: [...(isSelectable ? ['36px'] : []), ...tracks].join(' ') };
  }, [columns, width, isSelectable, sortedBy]);

/** Lists the keys of a table in the help of shortcuts. */
const useTableHelp = (isSelectable: boolean, holdsRows: boolean): void => {
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
          ...(holdsRows ? ([['.', t.apply]] as const) : []),
        ],
      }),
      [t, isSelectable, holdsRows],
    ),
  );
};

/** Which rows are rendered, and where. */
const useVisibleRows = (
  scroller: RefObject<HTMLElement | null>,
  ids: readonly string[],
  isCard: boolean,
  isFromEnd: boolean,
) => {
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
    // What is shown stays where it is when earlier rows come before it.
    anchorTo: isFromEnd ? 'end' : 'start',
  });
  useEffect(() => virtual.measure(), [virtual, isCard]);
  return { virtual, headPx, activeAt };
};

/** Loads rows before the reader gets to them. */
const useLoadAhead = (
  missing: MissingRows,
  scroller: RefObject<HTMLElement | null>,
  { shown, count }: { readonly shown: readonly { readonly index: number }[]; readonly count: number },
): void => {
  const lastShown = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    const { hasMore = false, isLoadingMore = false, hasEarlier = false, isLoadingEarlier = false } = missing;
    if (hasMore && !isLoadingMore && lastShown >= count - LOAD_AHEAD) missing.loadMore?.();
    // Of the element: after a jump the shown rows follow later.
    const isNearStart = (scroller.current?.scrollTop ?? 0) < LOAD_AHEAD * ROW_PX;
    if (hasEarlier && !isLoadingEarlier && isNearStart) missing.loadEarlier?.();
  }, [missing, scroller, lastShown, count]);
};

/** The rows of a table: which are shown where, which one keys act on, and what is loaded next. */
const useGridRows = <Row,>(
  { items, idOf, list, missing, onOpen, selection }: GridProps<Row>,
  frame: RefObject<HTMLElement | null>,
  scroller: RefObject<HTMLElement | null>,
  isCard: boolean,
) => {
  const isUsed = useAttention(frame);
  const { side = 'start', isChanging = false } = missing;
  const isFromEnd = side === 'end';
  // Rows from the other end of a list are other ones.
  const part = list === undefined ? undefined : `${list} ${side} ${isChanging}`;
  const held = useHeldRows(items, idOf, isUsed && list !== undefined, part, isFromEnd);
  const { rows } = held;
  const ids = useMemo(() => rows.map(idOf), [rows, idOf]);
  const { virtual, headPx, activeAt } = useVisibleRows(scroller, ids, isCard, isFromEnd);
  const { activeId, activate } = useActiveRow({
    table: scroller,
    ids,
    pageSize: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_PX) - 1),
    missing,
    scrollTo: useCallback((index: number) => virtual.scrollToIndex(index), [virtual]),
    open: (id) => {
      const row = rows[ids.indexOf(id)];
      if (row !== undefined) onOpen(row);
    },
    toggle: (id) => selection && !held.gone.has(id) && toggle(selection, id),
  });
  activeAt.current = activeId === undefined ? -1 : ids.indexOf(activeId);
  const visible = virtual.getVirtualItems();
  useLoadAhead(missing, scroller, { shown: visible, count: rows.length });
  return { held, ids, virtual, visible, headPx, activeId, activate };
};

/** The cell that selects all loaded rows. */
const SelectAllCell = ({ ids, selection }: { readonly ids: readonly string[]; readonly selection: Selection }) => {
  const t = useTexts(tableTexts);
  const areAllSelected = ids.length > 0 && ids.every((id) => selection.ids.has(id));
  return (
    <SelectCell
      role="columnheader"
      label={t.selectAll}
      isSelected={areAllSelected}
      onToggle={() => selection.onChange(areAllSelected ? new Set() : new Set(ids))}
    />
  );
};

/** The rows of a table, of which there is at least one. */
export const TableGrid = <Row,>(props: GridProps<Row>) => {
  const { missing, label, columns, nameOf, onOpen, openId, sorting, selection, total } = props;
  const t = useTexts(tableTexts);
  const formats = useFormats();
  const frame = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const { isCard, shown, template } = useTracks(columns, useWidth(scroller), selection !== undefined, sorting?.by);
  useTableHelp(selection !== undefined, props.list !== undefined);
  const { held, ids, virtual, visible, headPx, activeId, activate } = useGridRows(props, frame, scroller, isCard);
  const apply = (): void => {
    const focused = document.activeElement;
    const isHere = frame.current?.contains(focused) === true;
    held.apply();
    // The button is removed, and perhaps the focused row: return the keyboard focus to the rows.
    requestAnimationFrame(() => {
      if (isHere && focused?.isConnected !== true)
        scroller.current?.querySelector<HTMLElement>('[data-row][tabindex="0"]')?.focus();
    });
  };
  const isWhole = missing.hasMore !== true && missing.hasEarlier !== true;
  const before = missing.hasEarlier === true ? total && total - ids.length : 0;
  const tabStop = activeId ?? (openId !== undefined && ids.includes(openId) ? openId : ids[0]);
  return (
    <div ref={frame} className={styles['frame']}>
      {isCard && sorting && <SortMenu columns={columns} sorting={sorting} />}
      <div
        ref={scroller}
        role="grid"
        aria-label={label}
        aria-rowcount={isWhole ? ids.length + 1 : total === undefined ? -1 : total + 1}
        {...(selection ? { 'aria-multiselectable': true } : {})}
        className={styles['scroller']}
      >
        <TableHead
          columns={shown}
          sorting={sorting}
          template={template}
          isHidden={isCard}
          mark={selection && <SelectAllCell ids={ids.filter((id) => !held.gone.has(id))} selection={selection} />}
        />
        <div role="rowgroup" className={styles['rows']} style={{ height: virtual.getTotalSize() }}>
          {visible.map(({ index, key, start }) => {
            const row = held.rows[index];
            const id = ids[index];
            if (row === undefined || id === undefined) return null;
            return (
              <GridRow
                key={key}
                ref={virtual.measureElement}
                {...{ row, id, index, before, columns: shown, template, isCard, nameOf, selection }}
                start={start - headPx}
                isOpen={id === openId}
                isGone={held.gone.has(id)}
                isTabStop={id === tabStop}
                onFocus={() => activate(id)}
                onOpen={() => onOpen(row)}
              />
            );
          })}
        </div>
        {missing.isLoadingMore === true && (
          <p role="status" className={styles['status']}>
            {t.loadingMore(formats.number(ids.length))}
          </p>
        )}
      </div>
      <WholeText scroller={scroller} />
      {props.list !== undefined && <HeldChanges changes={held.changes} onApply={apply} />}
    </div>
  );
};
