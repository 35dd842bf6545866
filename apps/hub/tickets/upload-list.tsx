import { ApiProblem } from '@ledgerdesk/client';
import { RotateCw, X } from 'lucide-react';
import { IconButton } from '../design/button.js';
import { useLanguage, useTexts } from '../texts/language-context.js';
import { useFormats } from '../time/formats.js';
import { iconOf } from './attachment-list.js';
import { bytesText } from './bytes-text.js';
import styles from './upload-list.module.css';
import { mayRetryUpload } from './upload-retry.js';
import { uploadTexts } from './uploads.texts.js';
import type { PendingFile, Uploads } from './use-uploads.js';

/** How far a file is, in words. */
const useStateText = (): ((file: PendingFile) => string) => {
  const t = useTexts(uploadTexts);
  const { share } = useFormats();
  return (file) => {
    if (file.state === 'uploading') return t.uploading(share(Math.floor(file.share * 100) / 100));
    if (file.state === 'failed') return file.error instanceof ApiProblem ? file.error.detail : t.failed;
    return t[file.state];
  };
};

const UploadItem = ({ pending, uploads }: { readonly pending: PendingFile; readonly uploads: Uploads }) => {
  const t = useTexts(uploadTexts);
  const { language } = useLanguage();
  const stateText = useStateText();
  const { id, file, state, share } = pending;
  const Icon = iconOf(file.type);
  return (
    <li className={styles['item']} data-state={state}>
      <Icon size={16} aria-hidden />
      <div className={styles['text']}>
        <p className={styles['name']}>
          {file.name} <span className={styles['size']}>{bytesText(file.size, language)}</span>
        </p>
        <p className={styles['state']} role={state === 'failed' ? 'alert' : undefined}>
          {stateText(pending)}
        </p>
        {(state === 'uploading' || state === 'waiting') && (
          <progress className={styles['progress']} max={1} value={share} aria-label={t.progress(file.name)} />
        )}
      </div>
      {state === 'failed' && mayRetryUpload(pending.error) && (
        <IconButton
          label={t.retry(file.name)}
          icon={<RotateCw size={14} aria-hidden />}
          onClick={() => uploads.retry(id)}
        />
      )}
      <IconButton label={t.remove(file.name)} icon={<X size={14} aria-hidden />} onClick={() => uploads.remove(id)} />
    </li>
  );
};

/** The files of a message that is being written, each with its progress, and removable until it is sent. */
export const UploadList = ({ uploads }: { readonly uploads: Uploads }) => {
  const t = useTexts(uploadTexts);
  const formats = useFormats();
  return (
    <>
      {uploads.files.length > 0 && (
        <ul className={styles['list']} aria-label={t.files}>
          {uploads.files.map((pending) => (
            <UploadItem key={pending.id} pending={pending} uploads={uploads} />
          ))}
        </ul>
      )}
      {uploads.tooMany > 0 && (
        <p role="alert" className={styles['tooMany']}>
          {t.tooMany(formats.number(uploads.tooMany))}
        </p>
      )}
    </>
  );
};
