import { type ReactNode, useState } from 'react';
import { Button } from '../design/button.js';
import { defineTexts } from '../texts/catalogue.js';
import { useTexts } from '../texts/language-context.js';

/** Messages that are shown at first, and that are added each time. */
const STEP = 200;

const texts = defineTexts({
  en: { earlier: 'Show earlier messages' },
  ja: { earlier: '以前のメッセージを表示' },
  de: { earlier: 'Frühere Nachrichten anzeigen' },
});

/** A part of a conversation. */
interface NewestMessages<T> {
  readonly messages: readonly T[];
  /** Number of messages before them. */
  readonly before: number;
  /** A button that shows more of them; null if there are none. */
  readonly earlier: ReactNode;
}

/** The newest messages of a conversation, which may be so long that to show all of it would take seconds. */
export const useNewestMessages = <T,>(all: readonly T[]): NewestMessages<T> => {
  const t = useTexts(texts);
  const [count, setCount] = useState(STEP);
  const before = Math.max(0, all.length - count);
  const earlier = before > 0 && <Button onClick={() => setCount(count + STEP)}>{t.earlier}</Button>;
  return { messages: all.slice(before), before, earlier: earlier || null };
};
