import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE_MS = 60_000;
const LOOK_MS = 50;

/** Asks until it is true what is asked for: processes need their time. */
export const until = async (
  isTrue: () => boolean | Promise<boolean>,
  otherwise: () => string = () => 'It has not come about.',
): Promise<void> => {
  const begun = Date.now();
  while (!(await isTrue())) {
    if (Date.now() - begun > PATIENCE_MS) throw new Error(otherwise());
    await pause(LOOK_MS);
  }
};
