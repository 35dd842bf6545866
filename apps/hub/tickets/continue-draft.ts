import { FILES, readDraft, writeDraft } from '../drafts/stored-drafts.js';
import type { InterruptedUploads } from './interrupted-uploads.js';
import { MAX_FILES, storedFilesIn, storedFilesText } from './stored-files.js';
import type { UploadQueues } from './upload-queues.js';

/** Puts a text into what there is of another draft already. */
export type Join = (known: string, text: string) => string;

/** One text after the other, as paragraphs. */
export const paragraphs: Join = (known, text) => [known, text].filter((one) => one !== '').join('\n\n');

/** Files of drafts that are not uploaded yet, and names of those whose uploads a reload has ended. */
export interface DraftUploads {
  readonly queues: UploadQueues;
  readonly interrupted: InterruptedUploads;
}

/**
 * Moves a draft behind another one, with its files, also those that are being uploaded, and the names of those that
 * have to be attached again. Files for which a message has no room stay where they are.
 */
export const continueDraft = (
  { queues, interrupted }: DraftUploads,
  from: string,
  to: string,
  join: Join = paragraphs,
): void => {
  const text = readDraft(from);
  if (text !== '') writeDraft(to, join(readDraft(to), text));
  writeDraft(from, '');
  const known = storedFilesIn(readDraft(to + FILES));
  const files = storedFilesIn(readDraft(from + FILES));
  const room = Math.max(0, MAX_FILES - known.length - queues.of(to).length);
  writeDraft(to + FILES, storedFilesText([...known, ...files.slice(0, room)]));
  writeDraft(from + FILES, storedFilesText(files.slice(room)));
  queues.move(from, to, Math.max(0, room - files.length));
  interrupted.move(from, to);
};
