import { once } from 'node:events';

/**
 * Ends the process when stdout cannot be written: without an error when its reader closes the pipe, as `| head` does,
 * else with the reason, such as a full disk.
 */
export const exitOnFailedOutput = (): void => {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    process.stderr.write(`error: The output is incomplete: ${error.message}\n`);
    process.exit(1);
  });
};

/** Writes to stdout and waits until the reader has taken what was written if the buffer is full. */
export const writeStdout = async (output: string | Uint8Array): Promise<void> => {
  if (!process.stdout.write(output)) await once(process.stdout, 'drain');
};
