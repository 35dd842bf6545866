import type { ComponentProps } from 'react';
import { useMoment } from '../app/moment.js';
import { pastTexts } from '../app/past.texts.js';
import { useTexts } from '../texts/language-context.js';
import { Button } from './button.js';

/** A button that changes something: without effect while it is being sent, disabled on pages that show the past. */
export const CommandButton = ({
  isSending = false,
  disabled = false,
  title,
  onClick,
  ...props
}: ComponentProps<typeof Button> & { readonly isSending?: boolean }) => {
  const t = useTexts(pastTexts);
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
