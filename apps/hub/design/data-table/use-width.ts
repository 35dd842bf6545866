import { type RefObject, useLayoutEffect, useState } from 'react';

/** The width of an element, px. It is 0 until it is measured. */
export const useWidth = (element: RefObject<HTMLElement | null>): number => {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    if (!element.current) return undefined;
    const measured = element.current;
    const measure = (): void => setWidth(measured.clientWidth);
    const observer = new ResizeObserver(measure);
    measure();
    observer.observe(measured);
    return () => observer.disconnect();
  }, [element]);
  return width;
};
