/** `String.split(regex)`: as in JavaScript, but trailing empty pieces are dropped when anything was split. */
export function javaSplit(text: string, separator: string | RegExp): string[] {
  const pieces = text.split(separator);
  if (pieces.length > 1) while (pieces.at(-1) === '') pieces.pop();
  return pieces;
}
