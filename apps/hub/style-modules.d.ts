/** A CSS module: its class names, by the names in the file. */
declare module '*.module.css' {
  const classes: Readonly<Record<string, string>>;
  export default classes;
}
declare module '*.css';
/** The address of an image. */
declare module '*.svg' {
  const address: string;
  export default address;
}
