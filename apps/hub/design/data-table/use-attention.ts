import { type RefObject, useEffect, useState } from 'react';

/** Whoever does nothing for this time is not about to choose something. */
const IDLE_MS = 60_000;

/** Returns true while a reader works with an element: the pointer is over it, or something in it has the focus. */
export const useAttention = (element: RefObject<HTMLElement | null>): boolean => {
  const [hasAttention, setAttention] = useState(false);
  useEffect(() => {
    const watched = element.current;
    if (!watched) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const isUsed = (): boolean => watched.matches(':hover') || watched.contains(document.activeElement);
    const attend = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => setAttention(false), IDLE_MS);
      setAttention(true);
    };
    // The focus has left only after the event.
    const leave = (): void => void setTimeout(() => !isUsed() && setAttention(false));
    const kinds = ['pointerenter', 'pointermove', 'focusin', 'keydown', 'wheel'] as const;
    for (const kind of kinds) watched.addEventListener(kind, attend, { passive: true });
    for (const kind of ['pointerleave', 'focusout'] as const) watched.addEventListener(kind, leave);
    return () => {
      clearTimeout(timer);
      for (const kind of kinds) watched.removeEventListener(kind, attend);
      for (const kind of ['pointerleave', 'focusout'] as const) watched.removeEventListener(kind, leave);
    };
  }, [element]);
  return hasAttention;
};
