/** Where Jackson's releases differ in what they say about malformed JSON. */
export interface JacksonRelease {
  /** The place of an error quotes the input. */
  readonly quotesSource: boolean;
  /** "+1" and "-.5" have words of their own. */
  readonly namesNumberStarts: boolean;
  readonly nonNumericFeature: string;
  /** "-" is followed by no digit: what it is called. */
  readonly signWord: string;
  /** ']' with nothing open: as if something else were open, or said plainly. */
  readonly namesStrayClose: boolean;
  /** The column of an unexpected character is its own, not the next one's. */
  readonly pointsAtCharacter: boolean;
  /** The place of an unknown token is where it begins, not where it ends. */
  readonly pointsAtToken: boolean;
}

/** Jackson 2.10, in Kafka 2.8. */
export const jackson210: JacksonRelease = {
  quotesSource: true,
  namesNumberStarts: false,
  nonNumericFeature: 'JsonParser.Feature.ALLOW_NON_NUMERIC_NUMBERS',
  signWord: 'minus sign',
  namesStrayClose: false,
  pointsAtCharacter: false,
  pointsAtToken: false,
};

/** Jackson 2.16, in Kafka 3.9. */
export const jackson216: JacksonRelease = {
  ...jackson210,
  quotesSource: false,
  namesNumberStarts: true,
  nonNumericFeature: '`JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS`',
};

/** Jackson 2.21, in Kafka 4.3. */
export const jackson221: JacksonRelease = {
  ...jackson216,
  signWord: 'sign',
  namesStrayClose: true,
  pointsAtCharacter: true,
  pointsAtToken: true,
};
