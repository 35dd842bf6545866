import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { isBehindDialog } from '../../app/coming-dialog.js';
import { useShortcuts } from '../../app/shortcuts.js';
import type { ListSide, MissingRows } from './column.js';

/** What the keys of a table act on. */
interface KeyboardRows {
  readonly table: RefObject<HTMLElement | null>;
  readonly ids: readonly string[];
  /** Rows that fit into the table, for Page Up and Page Down. */
  readonly pageSize: () => number;
  readonly missing: MissingRows;
  readonly scrollTo: (index: number) => void;
  readonly open: (id: string) => void;
  readonly toggle: (id: string) => void;
}

/** The row that keys act on. */
interface ActiveRow {
  readonly activeId: string | undefined;
  readonly activate: (id: string) => void;
}

/** Returns true if a key is meant for the table: it has the focus, or nothing has. */
const isForTable = (table: HTMLElement | null, { target }: KeyboardEvent): boolean =>
  target === document.body ||
  (target instanceof HTMLElement && (target.id === 'content' || table === target || isRowOf(table, target)));

const isRowOf = (table: HTMLElement | null, element: HTMLElement): boolean =>
  table?.contains(element) === true && element.role === 'row';

/**
 * Moves through the rows of a table: `j` and `k` from anywhere on the page; arrows, Home, End, Page Up and Page Down,
 * `Enter` and `x` while it has the focus. Home and End load what is missing first.
 */
export const useActiveRow = (rows: KeyboardRows): ActiveRow => {
  const { table, ids, missing, scrollTo } = rows;
  const [activeId, setActiveId] = useState<string>();
  const [sought, setSought] = useState<ListSide>();
  const awaitsFocus = useRef(false);
  const at = activeId === undefined ? -1 : ids.indexOf(activeId);

  const goTo = useCallback(
    (index: number) => {
      const reached = Math.min(Math.max(index, 0), ids.length - 1);
      const id = ids[reached];
      if (id === undefined) return;
      awaitsFocus.current = true;
      setActiveId(id);
      scrollTo(reached);
    },
    [ids, scrollTo],
  );
  // The row is shown after the table has scrolled to it.
  useEffect(() => {
    if (!awaitsFocus.current || activeId === undefined) return;
    const row = table.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(activeId)}"]`);
    if (!row) return;
    awaitsFocus.current = false;
    row.focus({ preventScroll: true });
  });
  useEffect(() => {
    const { hasMore = false, isLoadingMore = false, hasEarlier = false, side = 'start', showFrom } = missing;
    if (sought === undefined || missing.isChanging === true) return;
    const isThere = sought === 'end' ? !hasMore : !hasEarlier;
    if (isThere) {
      setSought(undefined);
      goTo(sought === 'end' ? ids.length - 1 : 0);
    } else if (showFrom && side !== sought) showFrom(sought);
    else if (!isLoadingMore) missing.loadMore?.();
  }, [sought, missing, goTo, ids.length]);

  useShortcuts(useMemo(() => ({ j: () => goTo(at + 1), k: () => goTo(at < 0 ? 0 : at - 1) }), [goTo, at]));
  useEffect(() => {
    const actions: Readonly<Record<string, () => void>> = {
      ArrowDown: () => goTo(at + 1),
      ArrowUp: () => goTo(at < 0 ? 0 : at - 1),
      PageDown: () => goTo(at + rows.pageSize()),
      PageUp: () => goTo(at - rows.pageSize()),
      Home: () => setSought('start'),
      End: () => setSought('end'),
      Enter: () => activeId !== undefined && rows.open(activeId),
      x: () => activeId !== undefined && rows.toggle(activeId),
    };
    const press = (event: KeyboardEvent): void => {
      const action = actions[event.key];
      if (!action || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (!isForTable(table.current, event) || isBehindDialog()) return;
      event.preventDefault();
      setSought(undefined);
      action();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });
  return { activeId: at < 0 ? undefined : activeId, activate: setActiveId };
};
