import type { ComponentProps } from 'react';
import { useMoment } from '../app/moment.js';
import { defineTexts } from '../texts/catalogue.js';
import { useTexts } from '../texts/language-context.js';
import { Button } from './button.js';

const texts = defineTexts({
  en: { past: 'This page shows the past. Return to now to change something.' },
  ja: { past: '過去の時点を表示しています。変更するには現在に戻ってください。' },
  de: { past: 'Diese Seite zeigt einen früheren Stand. Kehren Sie zum aktuellen Stand zurück, um etwas zu ändern.' },
});

/** A button that changes something: without effect while it is being sent, disabled on pages that show the past. */
export const CommandButton = ({
  isSending = false,
  disabled = false,
  title,
  onClick,
  ...props
}: ComponentProps<typeof Button> & { readonly isSending?: boolean }) => {
  const t = useTexts(texts);
  const { isPast } = useMoment();
  return (
    <Button
      // A disabled button would lose the focus while it is sending.
      disabled={(disabled && !isSending) || isPast}
      aria-disabled={isSending || undefined}
      aria-busy={isSending}
      onClick={(event) => (isSending ? event.preventDefault() : onClick?.(event))}
      {...(isPast ? { title: t.past } : title === undefined ? {} : { title })}
      {...props}
    />
  );
};
