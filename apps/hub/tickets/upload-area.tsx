import { Paperclip } from 'lucide-react';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { Button } from '../design/button.js';
import { useTexts } from '../texts/language-context.js';
import styles from './upload-area.module.css';
import { uploadTexts } from './uploads.texts.js';
import type { Uploads } from './use-uploads.js';

const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes('Files');

/** A part of a page into which files can be dropped and pasted. */
export const UploadArea = ({ uploads, children }: { readonly uploads: Uploads; readonly children: ReactNode }) => {
  const t = useTexts(uploadTexts);
  const [isOver, setOver] = useState(false);
  return (
    <div
      className={styles['area']}
      onDragOver={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(false);
      }}
      onDrop={(event) => {
        setOver(false);
        if (!hasFiles(event)) return;
        event.preventDefault();
        uploads.add(event.dataTransfer.files);
      }}
      onPaste={(event) => {
        if (event.clipboardData.files.length === 0) return;
        event.preventDefault();
        uploads.add(event.clipboardData.files);
      }}
    >
      {children}
      {isOver && <div className={styles['drop']}>{t.drop}</div>}
    </div>
  );
};

/** Chooses files of the device. */
export const AttachButton = ({ uploads }: { readonly uploads: Uploads }) => {
  const t = useTexts(uploadTexts);
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t.attach}
        onChange={({ target }) => {
          uploads.add(target.files ?? []);
          target.value = '';
        }}
      />
      <Button weight="plain" onClick={() => input.current?.click()}>
        <Paperclip size={16} aria-hidden />
        {t.attach}
      </Button>
    </>
  );
};
