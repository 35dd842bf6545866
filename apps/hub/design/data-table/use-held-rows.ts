import { useState } from 'react';
import { asTheyAre, type HeldRows, holdRows } from './held-rows.js';

/** What is shown of which rows. */
interface Shown<Row> extends HeldRows<Row> {
  readonly items: readonly Row[];
  readonly isHeld: boolean;
  readonly list: string | undefined;
}

/**
 * Keeps rows in their places while they are held. `list` names what is listed: the rows of another list, such as of
 * other filters, are shown at once. `apply` shows the rows as they are now.
 */
export const useHeldRows = <Row>(
  items: readonly Row[],
  idOf: (row: Row) => string,
  isHeld: boolean,
  list: string | undefined,
  isFromEnd: boolean,
): HeldRows<Row> & { readonly apply: () => void } => {
  const [shown, setShown] = useState<Shown<Row>>({ items, isHeld, list, ...asTheyAre(items) });
  const apply = (): void => setShown({ items, isHeld, list, ...asTheyAre(items) });
  if (shown.items !== items || shown.isHeld !== isHeld || shown.list !== list) {
    const rows = isHeld && shown.list === list ? holdRows(shown.rows, items, idOf, isFromEnd) : asTheyAre(items);
    setShown({ items, isHeld, list, ...rows });
  }
  return { ...shown, apply };
};
