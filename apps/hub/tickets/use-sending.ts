import { useEffect, useState } from 'react';
import { useMoment } from '../app/moment.js';
import type { Draft } from '../drafts/drafts.js';
import type { ComposerProps } from './composer-props.js';
import { useSendDraft } from './use-send-draft.js';
import type { Uploads } from './use-uploads.js';

/** Sends what is written. `hasTried`: something is missing, which is shown from then on. */
export const useSending = (
  { isSending, error, destination }: ComposerProps,
  { draft, uploads }: { readonly draft: Draft; readonly uploads: Uploads },
  onMissing: () => void,
) => {
  const [hasTried, setTried] = useState(false);
  const { isPast } = useMoment();
  const sendDraft = useSendDraft(destination);
  const { checkRefusal } = uploads;
  useEffect(() => checkRefusal(error), [checkRefusal, error]);
  const send = async (by: ComposerProps['onSend']): Promise<void> => {
    if (isPast || isSending || draft.isBeingSent) return;
    const isEmpty = draft.text.trim() === '';
    if (isEmpty) onMissing();
    setTried(isEmpty || !uploads.areComplete);
    if (!isEmpty && uploads.areComplete) await sendDraft({ draft, uploads }, by);
  };
  return { send, hasTried };
};
