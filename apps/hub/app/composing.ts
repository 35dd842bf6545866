/** A press of a key, from React or from the document. */
interface KeyPress {
  readonly nativeEvent?: KeyboardEvent;
  readonly isComposing?: boolean;
  readonly keyCode: number;
}

/** `keyCode` of keys that an input method takes. Safari sends only it with the Enter that ends the input. */
const TAKEN_BY_INPUT_METHOD = 229;

/** Returns true for keys with which Japanese letters, for example, are put together: they mean nothing else. */
export const isComposing = ({ nativeEvent, isComposing: composes, keyCode }: KeyPress): boolean =>
  (nativeEvent?.isComposing ?? composes ?? false) || keyCode === TAKEN_BY_INPUT_METHOD;
