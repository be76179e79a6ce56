/** `String.trim`: drops blanks and control characters, and no other white space. */
export function javaTrim(text: string): string {
  return text.replace(/^[\0-\x20]+|[\0-\x20]+$/g, '');
}
