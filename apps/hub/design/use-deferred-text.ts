import { type ChangeEvent, type CompositionEvent, useEffect, useRef, useState } from 'react';

const PAUSE_MS = 300;

/** Properties of a field whose text applies when the typing pauses, and not while letters are put together. */
export const useDeferredText = (value: string, onChange: (text: string) => void) => {
  const [typed, setTyped] = useState(value);
  const apply = useRef(onChange);
  /** Value that is not news: it came from this field. */
  const applied = useRef(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    apply.current = onChange;
  }, [onChange]);
  useEffect(() => {
    if (value === applied.current) return;
    applied.current = value;
    clearTimeout(timer.current);
    setTyped(value);
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const applyLater = (text: string): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      applied.current = text;
      apply.current(text);
    }, PAUSE_MS);
  };
  return {
    value: typed,
    onChange: ({ target, nativeEvent }: ChangeEvent<HTMLInputElement>): void => {
      setTyped(target.value);
      if ('isComposing' in nativeEvent && nativeEvent.isComposing === true) clearTimeout(timer.current);
      else applyLater(target.value);
    },
    onCompositionEnd: ({ currentTarget }: CompositionEvent<HTMLInputElement>): void => applyLater(currentTarget.value),
  };
};
