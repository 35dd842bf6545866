import type { PointerEvent } from 'react';

const isCut = ({ scrollWidth, clientWidth }: Element): boolean => clientWidth > 0 && scrollWidth > clientWidth;

/** Shows the whole text of a cell beside the pointer, if there is no room for it. */
const showCutText = ({ currentTarget: cell }: PointerEvent<HTMLElement>): void => {
  const cut = [cell, ...cell.querySelectorAll('*')].find(isCut);
  if (cut) cell.title = cell.textContent;
  else cell.removeAttribute('title');
};

/** Forgets it when the pointer has left: the text may change, and then fit. */
const forgetCutText = ({ currentTarget: cell }: PointerEvent<HTMLElement>): void => cell.removeAttribute('title');

/** Properties of a cell that shows its whole text beside the pointer, if there is no room for it. */
export const CUT_TEXT = { onPointerEnter: showCutText, onPointerLeave: forgetCutText } as const;
