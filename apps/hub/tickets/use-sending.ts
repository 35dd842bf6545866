import { useEffect, useState } from 'react';
import { useMoment } from '../app/moment.js';
import type { Draft } from '../drafts/drafts.js';
import type { ComposerProps } from './composer-props.js';
import type { Uploads } from './use-uploads.js';

/** Sends what is written. `hasTried`: something is missing, which is shown from then on. */
export const useSending = (
  { isSending, error }: ComposerProps,
  { draft, uploads }: { readonly draft: Draft; readonly uploads: Uploads },
  onMissing: () => void,
) => {
  const [hasTried, setTried] = useState(false);
  const { isPast } = useMoment();
  const { checkRefusal } = uploads;
  useEffect(() => checkRefusal(error), [checkRefusal, error]);
  const send = async (by: ComposerProps['onSend']): Promise<void> => {
    if (isPast || isSending) return;
    const { text: body } = draft;
    const isEmpty = body.trim() === '';
    if (isEmpty) onMissing();
    setTried(isEmpty || !uploads.areComplete);
    if (isEmpty || !uploads.areComplete) return;
    const { files, uploadIds } = uploads;
    if (!(await by({ body, uploads: uploadIds }))) return;
    // What was typed or chosen in the meantime stays.
    draft.removeSent(body);
    for (const { id } of files) uploads.remove(id);
    uploads.forgetLost();
  };
  return { send, hasTried };
};
