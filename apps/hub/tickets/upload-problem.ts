import { ApiProblem } from '@ledgerdesk/client';
import { useLanguage, useTexts } from '../texts/language-context.js';
import { useFormats } from '../time/formats.js';
import { bytesText } from './bytes-text.js';
import { uploadTexts } from './uploads.texts.js';

/** What a refusal of an upload says besides its detail. */
type UploadProblem = ApiProblem['problem'] & {
  readonly maxBytes?: unknown;
  readonly limitBytes?: unknown;
  readonly retryAt?: unknown;
};

/** Why a file was not taken, in the words of those who attach files: sizes instead of numbers of bytes. */
export const useUploadProblemText = (): ((error: Error | undefined) => string) => {
  const t = useTexts(uploadTexts);
  const { language } = useLanguage();
  const formats = useFormats();
  return (error) => {
    if (!(error instanceof ApiProblem)) return t.failed;
    const { maxBytes, limitBytes, retryAt }: UploadProblem = error.problem;
    if (error.code === 'upload-type-refused') return t.type;
    if (error.code === 'upload-name-invalid') return t.badName;
    if (error.code === 'upload-too-large' && typeof maxBytes === 'number')
      return t.tooLarge(bytesText(maxBytes, language));
    if (typeof limitBytes !== 'number' || typeof retryAt !== 'string') return error.detail;
    const size = bytesText(limitBytes, language);
    return (error.code === 'team-upload-quota' ? t.teamQuota : t.quota)(size, formats.dateTime(retryAt));
  };
};
