import { Button } from '../design/button.js';
import type { Draft } from '../drafts/drafts.js';
import styles from './kept-draft.module.css';
import { UploadList } from './upload-list.js';
import type { Uploads } from './use-uploads.js';

/** Returns true if something is written, or files are attached. */
export const isBegun = (draft: Draft, uploads: Uploads): boolean => draft.text !== '' || uploads.files.length > 0;

/** A draft that can no longer be sent here, with its files, and where it can continue. */
export const KeptDraft = ({
  hint,
  draft,
  uploads,
  goOn,
}: {
  readonly hint: string;
  readonly draft: Draft;
  readonly uploads: Uploads;
  readonly goOn?: { readonly label: string; readonly onGoOn: () => void } | undefined;
}) => (
  <div className={styles['kept']}>
    <p role="status">{hint}</p>
    {draft.text !== '' && (
      <blockquote className={styles['text']} dir="auto">
        {draft.text}
      </blockquote>
    )}
    <UploadList uploads={uploads} />
    {goOn && isBegun(draft, uploads) && <Button onClick={goOn.onGoOn}>{goOn.label}</Button>}
  </div>
);
