import { readFileSync } from 'node:fs';

/** A change of a file that succeeded, as `disk-faults.c` records it. */
export interface RecordedChange {
  readonly operation: string;
  readonly path: string;
  /** Offset of a write, size of a truncation. */
  readonly number: number;
  /** Data of a write, second path of a rename or link. */
  readonly data: Buffer;
  /** Offset in the recording at which this change ends. */
  readonly end: number;
}

const LINE_END = 0x0a;

/** Reads a recording. Ignores a change at its end that is incomplete, because the process was killed. */
export const readRecording = (file: string): readonly RecordedChange[] => {
  const content = readFileSync(file);
  const changes: RecordedChange[] = [];
  for (let start = 0; start < content.length;) {
    const lineEnd = content.indexOf(LINE_END, start);
    if (lineEnd < 0) break;
    const [operation = '', path = '', number, length] = content.toString('utf8', start, lineEnd).split('\t');
    const end = lineEnd + 1 + Number(length);
    if (end > content.length) break;
    changes.push({ operation, path, number: Number(number), data: content.subarray(lineEnd + 1, end), end });
    start = end;
  }
  return changes;
};
