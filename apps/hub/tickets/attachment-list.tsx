import { Download, File, FileArchive, FileText, FileVideo, Image, type LucideIcon } from 'lucide-react';
import type { Schemas } from '@ledgerdesk/client';
import { useSelf } from '../session/self.js';
import { defineTexts } from '../texts/catalogue.js';
import { useLanguage, useTexts } from '../texts/language-context.js';
import styles from './attachment-list.module.css';
import { bytesText } from './bytes-text.js';
import { attachmentUrl } from './ticket-resources.js';

/** A file of a message. */
export type Attachment = Schemas['Messages']['items'][number]['attachments'][number];

const texts = defineTexts({
  en: { files: 'Attached files', download: (name: string, size: string) => `Download ${name}, ${size}` },
  ja: { files: '添付ファイル', download: (name, size) => `${name}（${size}）をダウンロード` },
  de: { files: 'Angehängte Dateien', download: (name, size) => `${name} herunterladen, ${size}` },
});

const ICONS: readonly (readonly [RegExp, LucideIcon])[] = [
  [/^image\//, Image],
  [/^video\//, FileVideo],
  [/zip/, FileArchive],
  [/^text\/|pdf|document|sheet|presentation/, FileText],
];

/** Icon of a media type. */
export const iconOf = (mediaType: string): LucideIcon =>
  ICONS.find(([pattern]) => pattern.test(mediaType))?.[1] ?? File;

/** The files of a message, to download. */
export const AttachmentList = ({
  ticketId,
  attachments,
}: {
  readonly ticketId: string;
  readonly attachments: readonly Attachment[];
}) => {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const self = useSelf();
  if (attachments.length === 0) return null;
  return (
    <ul className={styles['list']} aria-label={t.files}>
      {attachments.map(({ sha256, name, mediaType, bytes }) => {
        const Icon = iconOf(mediaType);
        const size = bytesText(bytes, language);
        return (
          <li key={sha256 + name}>
            <a
              className={styles['file']}
              href={attachmentUrl(ticketId, sha256, self)}
              download={name}
              title={t.download(name, size)}
            >
              <Icon size={16} aria-hidden />
              <span className={styles['name']}>{name}</span>
              <span className={styles['size']}>{size}</span>
              <Download size={14} aria-hidden />
            </a>
          </li>
        );
      })}
    </ul>
  );
};
