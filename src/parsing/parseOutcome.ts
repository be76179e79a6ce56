/** A line that a tool prints, without its line end. */
export interface OutputLine {
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
  /** The line has no end: `printf` of a message without one. */
  readonly unterminated?: true;
}

/**
 * What a tool's arguments come to. `lines` are to be printed first, in order, whatever the kind.
 *
 * - ok: the command is to be carried out.
 * - usage: the tool ends here, with a usage text, a version or one line saying what is wrong.
 * - error: the real tool throws; how that is shown is the tool's own way. `thrownIn` says whether the exception comes
 *   out of reading
 * and checking the arguments ('options') or out of the command that reads a value late ('command'), because tools catch
 * the two
 *   in different places.
 */
export type ParseOutcome<O> =
  | { readonly kind: 'ok'; readonly lines: readonly OutputLine[]; readonly options: O }
  | { readonly kind: 'usage'; readonly lines: readonly OutputLine[]; readonly exitCode: number }
  | ParseError;

/** The exception with which the real tool ends. */
export interface ParseError {
  readonly kind: 'error';
  readonly lines: readonly OutputLine[];
  /** Full name of the Java class. */
  readonly exception: string;
  readonly message: string;
  readonly thrownIn: 'options' | 'command';
}
