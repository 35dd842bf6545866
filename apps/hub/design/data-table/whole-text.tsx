import { type RefObject, useEffect, useRef, useState } from 'react';
import styles from './whole-text.module.css';
import { cutTextsIn } from './cut-text.js';

/** Whoever only passes by reads nothing. */
const REST_MS = 500;
/** The pointer has this time to get from a cell to its text. */
const LEAVE_MS = 200;

/** The cell under the pointer, or the row with the focus, and its texts. */
interface Shown {
  readonly of: Element;
  readonly texts: readonly string[];
}

/** The element in a table whose texts are wanted: a cell under the pointer, or a row that keys have reached. */
const wantedAt = (target: EventTarget | null, selector: string): Element | undefined =>
  (target instanceof Element && target.closest(selector)) || undefined;

/**
 * What is shown of a table's cut texts. It comes when the pointer or the focus rests, stays as long as either is there
 * or the pointer is over the text, and goes with Escape.
 */
const useShownTexts = (scroller: RefObject<HTMLElement | null>, panel: RefObject<HTMLElement | null>) => {
  const [shown, setShown] = useState<Shown>();
  useEffect(() => {
    const table = scroller.current;
    if (!table) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let wanted: Element | undefined;
    const want = (element: Element | undefined, ms: number): void => {
      if (wanted === element) return;
      wanted = element;
      clearTimeout(timer);
      timer = setTimeout(() => {
        const texts = element?.isConnected === true ? cutTextsIn(element) : [];
        setShown(element === undefined || texts.length === 0 ? undefined : { of: element, texts });
      }, ms);
    };
    const focusedRow = (): Element | undefined => {
      const row = wantedAt(document.activeElement, '[data-row]');
      return row !== undefined && table.contains(row) && document.activeElement?.matches(':focus-visible') === true
        ? row
        : undefined;
    };
    const enter = ({ target, pointerType }: PointerEvent): void => {
      if (pointerType !== 'touch') want(wantedAt(target, '[role="gridcell"]') ?? focusedRow(), REST_MS);
    };
    const leave = ({ relatedTarget }: PointerEvent): void => {
      // Over its text the pointer keeps a text.
      if (panel.current === null || !panel.current.contains(relatedTarget instanceof Node ? relatedTarget : null))
        want(focusedRow(), LEAVE_MS);
    };
    // The focus has its place only after the event.
    const focus = (): void => void setTimeout(() => want(focusedRow(), REST_MS));
    const hide = (): void => {
      clearTimeout(timer);
      setShown(undefined);
    };
    const press = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') hide();
    };
    const frame = table.parentElement ?? table;
    table.addEventListener('pointerover', enter);
    frame.addEventListener('pointerleave', leave);
    frame.addEventListener('focusin', focus);
    frame.addEventListener('focusout', focus);
    table.addEventListener('scroll', hide, { passive: true });
    addEventListener('keydown', press, true);
    return () => {
      clearTimeout(timer);
      table.removeEventListener('pointerover', enter);
      frame.removeEventListener('pointerleave', leave);
      frame.removeEventListener('focusin', focus);
      frame.removeEventListener('focusout', focus);
      table.removeEventListener('scroll', hide);
      removeEventListener('keydown', press, true);
    };
  }, [scroller, panel]);
  return shown;
};

/** Places an element below another one, or above it where there is more room. */
const place = (element: HTMLElement, { top, bottom, left }: DOMRect): void => {
  const { width, height } = element.getBoundingClientRect();
  const isAbove = bottom + height > innerHeight && top > innerHeight - bottom;
  element.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
  element.style.top = `${isAbove ? top - height : bottom}px`;
};

/**
 * Shows texts of a table that are cut as a whole: of the row with the focus, or of the cell under the pointer. Hidden
 * from screen readers, which read the cells as a whole anyway.
 */
export const WholeText = ({ scroller }: { readonly scroller: RefObject<HTMLElement | null> }) => {
  const panel = useRef<HTMLDivElement>(null);
  const shown = useShownTexts(scroller, panel);
  useEffect(() => {
    if (shown && panel.current) place(panel.current, shown.of.getBoundingClientRect());
  }, [shown]);
  return (
    <div ref={panel} aria-hidden hidden={!shown} data-whole-text className={styles['panel']}>
      {shown?.texts.map((text) => (
        <p key={text}>{text}</p>
      ))}
    </div>
  );
};
