import { useEffect, useState } from 'react';
import { canVerify } from './verification/signed-checkpoint.js';

/** Whether the browser can check signatures here; undefined until that is known. */
export const useCanVerify = (): boolean | undefined => {
  const [can, setCan] = useState<boolean>();
  useEffect(() => void canVerify().then(setCan), []);
  return can;
};
