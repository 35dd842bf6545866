import { type ChangeEvent, type CompositionEvent, type FocusEvent, useEffect, useRef, useState } from 'react';

const PAUSE_MS = 300;

/**
 * Properties of a field whose text applies when the typing pauses or the field is left, and not while letters are put
 * together.
 */
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
  const applyNow = (text: string): void => {
    clearTimeout(timer.current);
    if (text === applied.current) return;
    applied.current = text;
    apply.current(text);
  };
  const applyLater = (text: string): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => applyNow(text), PAUSE_MS);
  };
  return {
    value: typed,
    onChange: ({ target, nativeEvent }: ChangeEvent<HTMLInputElement>): void => {
      setTyped(target.value);
      if ('isComposing' in nativeEvent && nativeEvent.isComposing === true) clearTimeout(timer.current);
      else applyLater(target.value);
    },
    onCompositionEnd: ({ currentTarget }: CompositionEvent<HTMLInputElement>): void => applyLater(currentTarget.value),
    // Later actions, such as a selection, apply to the list that this text finds.
    onBlur: ({ currentTarget }: FocusEvent<HTMLInputElement>): void => applyNow(currentTarget.value),
  };
};
