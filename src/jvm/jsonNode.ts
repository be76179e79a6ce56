/** A parsed value, Jackson's JsonNode; `missing` stands for text of nothing but white space. */
export type JsonNode =
  | { readonly kind: 'object'; readonly fields: ReadonlyMap<string, JsonNode> }
  | { readonly kind: 'array'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'string'; readonly value: string }
  | JsonNumber
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  | { readonly kind: 'missing' };

/** A number as Java holds it: an int, long or BigInteger without a fraction, or a double. Its text is Java's. */
export interface JsonNumber {
  readonly kind: 'number';
  readonly type: 'int' | 'long' | 'bigInteger' | 'double';
  readonly text: string;
}
