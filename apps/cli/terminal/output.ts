import { once } from 'node:events';

/** A reader that has seen enough (`| head`) ends the work, not with an error. */
export const endQuietlyOnClosedPipe = (): void => {
  process.stdout.on('error', (fault: NodeJS.ErrnoException) => process.exit(fault.code === 'EPIPE' ? 0 : 1));
};

/** Writes to stdout at the pace of whoever reads it. */
export const write = async (text: string): Promise<void> => {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
};
