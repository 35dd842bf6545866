import { RotateCw, X } from 'lucide-react';
import { IconButton } from '../design/button.js';
import { useLanguage, useTexts } from '../texts/language-context.js';
import { useFormats } from '../time/formats.js';
import { iconOf } from './attachment-list.js';
import { bytesText } from './bytes-text.js';
import styles from './upload-list.module.css';
import { useUploadProblemText } from './upload-problem.js';
import { mayRetryUpload } from './upload-retry.js';
import { uploadTexts } from './uploads.texts.js';
import type { PendingFile, Uploads } from './use-uploads.js';

/** How far a file is, in words. */
const useStateText = (): ((file: PendingFile) => string) => {
  const t = useTexts(uploadTexts);
  const { share } = useFormats();
  const problemText = useUploadProblemText();
  return (file) => {
    if (file.state === 'uploading') return t.uploading(share(Math.floor(file.share * 100) / 100));
    if (file.state === 'failed') return problemText(file.error);
    return t[file.state];
  };
};

const UploadItem = ({ pending, uploads }: { readonly pending: PendingFile; readonly uploads: Uploads }) => {
  const t = useTexts(uploadTexts);
  const { language } = useLanguage();
  const stateText = useStateText();
  const { id, name, mediaType, bytes, state, share } = pending;
  const Icon = iconOf(mediaType);
  return (
    <li className={styles['item']} data-state={state}>
      <Icon size={16} aria-hidden />
      <div className={styles['text']}>
        <p className={styles['name']}>
          {name} <span className={styles['size']}>{bytesText(bytes, language)}</span>
        </p>
        <p className={styles['state']} role={state === 'failed' ? 'alert' : undefined}>
          {stateText(pending)}
        </p>
        {(state === 'uploading' || state === 'waiting') && (
          <progress className={styles['progress']} max={1} value={share} aria-label={t.progress(name)} />
        )}
      </div>
      {state === 'failed' && mayRetryUpload(pending.error) && (
        <IconButton label={t.retry(name)} icon={<RotateCw size={14} aria-hidden />} onClick={() => uploads.retry(id)} />
      )}
      <IconButton label={t.remove(name)} icon={<X size={14} aria-hidden />} onClick={() => uploads.remove(id)} />
    </li>
  );
};

/** Why the files are not as they were chosen, or keep the message from being sent. */
const useNotes = (uploads: Uploads, isAwaited: boolean): readonly string[] => {
  const t = useTexts(uploadTexts);
  const { number } = useFormats();
  const haveFailed = uploads.files.some(({ state }) => state === 'failed');
  return [
    uploads.tooMany > 0 && t.tooMany(number(uploads.tooMany)),
    isAwaited && !uploads.areComplete && (haveFailed ? t.haveFailed : t.stillUploading),
  ].filter((note) => note !== false);
};

/** Lists files to attach again, until they are attached, the message is sent, or the reader dismisses the list. */
const MissingFiles = ({ uploads: { lost, interrupted, forgetLost } }: { readonly uploads: Uploads }) => {
  const t = useTexts(uploadTexts);
  if (lost.length + interrupted.length === 0) return null;
  return (
    <div className={styles['missing']}>
      <div className={styles['text']}>
        {lost.length > 0 && (
          <p role="alert" className={styles['note']}>
            {t.lost(lost.join(', '))}
          </p>
        )}
        {/* Not an alert: it is part of the page whenever that is opened. */}
        {interrupted.length > 0 && <p className={styles['note']}>{t.interrupted(interrupted.join(', '))}</p>}
      </div>
      <IconButton label={t.dismiss} icon={<X size={14} aria-hidden />} onClick={forgetLost} />
    </div>
  );
};

/** The files of a message that is being written, each with its progress, and removable until it is sent. */
export const UploadList = ({
  uploads,
  isAwaited = false,
}: {
  readonly uploads: Uploads;
  /** Somebody has tried to send the message: it says what it waits for. */
  readonly isAwaited?: boolean;
}) => {
  const t = useTexts(uploadTexts);
  const notes = useNotes(uploads, isAwaited);
  return (
    <>
      {uploads.files.length > 0 && (
        <ul className={styles['list']} aria-label={t.files}>
          {uploads.files.map((pending) => (
            <UploadItem key={pending.id} pending={pending} uploads={uploads} />
          ))}
        </ul>
      )}
      <MissingFiles uploads={uploads} />
      {notes.map((note) => (
        <p key={note} role="alert" className={styles['note']}>
          {note}
        </p>
      ))}
    </>
  );
};
