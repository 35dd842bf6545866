import type { PointerEvent } from 'react';

const isCut = ({ scrollWidth, clientWidth }: Element): boolean => clientWidth > 0 && scrollWidth > clientWidth;

/** Sets the tooltip of a cell whose text is truncated. */
const showCutText = ({ currentTarget: cell }: PointerEvent<HTMLElement>): void => {
  const cut = [cell, ...cell.querySelectorAll('*')].find(isCut);
  if (cut) cell.title = cell.textContent;
  else cell.removeAttribute('title');
};

/** Removes the tooltip when the pointer leaves: the text may change, and then fit. */
const forgetCutText = ({ currentTarget: cell }: PointerEvent<HTMLElement>): void => cell.removeAttribute('title');

/** Props for a cell that shows truncated text in full in a tooltip. */
export const CUT_TEXT = { onPointerEnter: showCutText, onPointerLeave: forgetCutText } as const;
