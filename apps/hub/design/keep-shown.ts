/** As in base.css: below this width, columns are below each other. */
const ARE_COLUMNS = '(min-width: 1024px)';

const isLoading = (part: Element): boolean => part.matches('[data-loading], :has([data-loading])');

/**
 * Has the parts of an element with `data-in-order` stay shown once they are: what is loaded again above a part does
 * not take it away from those who are in it. A `ref`.
 *
 * @example
 * <div data-in-order="always" ref={keepShown}>
 */
export const keepShown = (element: HTMLElement | null): (() => void) | undefined => {
  if (!element) return undefined;
  const mark = (): void => {
    const showsAll = element.dataset['inOrder'] === 'narrow' && matchMedia(ARE_COLUMNS).matches;
    for (const part of element.children) {
      part.setAttribute('data-kept', '');
      if (!showsAll && isLoading(part)) return;
    }
  };
  mark();
  // It tells of changes before they are painted.
  const changes = new MutationObserver(mark);
  changes.observe(element, { childList: true, subtree: true, attributeFilter: ['data-loading'] });
  return () => changes.disconnect();
};
