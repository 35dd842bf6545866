const isCut = ({ scrollWidth, clientWidth }: Element): boolean => clientWidth > 0 && scrollWidth > clientWidth;

/** The elements of a cell that are side by side in it and have text; the cell itself if there are none. */
const partsOf = (cell: Element): readonly Element[] => {
  const children = [...cell.children].filter(({ textContent }) => textContent.trim() !== '');
  const [only] = children;
  if (only === undefined || [...cell.childNodes].some(isText)) return [cell];
  return children.length === 1 ? partsOf(only) : children;
};

const isText = (node: Node): boolean => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '';

/** The whole text of a cell, a line for each of its parts; undefined if all of it is in sight. */
const wholeTextOf = (cell: Element): string | undefined =>
  [cell, ...cell.querySelectorAll('*')].some(isCut)
    ? partsOf(cell)
        .map(({ textContent }) => textContent.trim())
        .join('\n')
    : undefined;

/** The whole texts of the cells of a row, or of one cell, that are cut. */
export const cutTextsIn = (element: Element): readonly string[] =>
  (element.matches('[role="gridcell"]') ? [element] : [...element.querySelectorAll('[role="gridcell"]')]).flatMap(
    (cell) => wholeTextOf(cell) ?? [],
  );
