import type { PointerEvent } from 'react';

const isCut = ({ scrollWidth, clientWidth }: Element): boolean => clientWidth > 0 && scrollWidth > clientWidth;

/** Shows the whole text of a cell beside the pointer, if there is no room for it. */
export const showCutText = ({ currentTarget: cell }: PointerEvent<HTMLElement>): void => {
  const cut = [cell, ...cell.querySelectorAll('*')].find(isCut);
  if (cut) cell.title = cell.textContent;
  else cell.removeAttribute('title');
};
