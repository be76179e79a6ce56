/** java.io.IOException from a read of standard input; its message is the system's reason, as "Is a directory". */
export class IOException extends Error {
  /** @param before what had been read, in whole lines */
  constructor(
    message: string,
    readonly before: Uint8Array,
  ) {
    super(message);
  }
}
