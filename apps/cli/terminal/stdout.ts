import { once } from 'node:events';

/** Exits without an error when the reader of stdout closes the pipe, as `| head` does. */
export const exitOnClosedPipe = (): void => {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
};

/** Writes to stdout and waits until the reader has taken the text if the buffer is full. */
export const writeStdout = async (text: string): Promise<void> => {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
};
