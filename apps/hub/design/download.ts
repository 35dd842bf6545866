/** Saves a text as a file of the reader's device. */
export const saveAsFile = (name: string, type: string, text: string): void => {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun, or reads the Blob that it holds.
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
};

/** Saves a JSON value as a file. */
export const saveAsJson = (name: string, value: unknown): void =>
  saveAsFile(name, 'application/json', `${JSON.stringify(value, null, 2)}\n`);
