import { javaHashOrder, javaStringHash } from '../jvm/hashOrder';
import { scalaTrieOrder } from '../jvm/scalaOrder';

/** `hashCode` of a joptsimple option without an argument, or with a required one: that of the list of its names. */
const optionHash = (name: string): number => (31 + javaStringHash(name)) | 0;

/**
 * The order in which a Scala immutable set that has held five or more options is looked through: which wrong option is
 * named first.
 */
export function scalaOptionOrder<N extends string>(names: readonly N[]): readonly N[] {
  return scalaTrieOrder(names, optionHash);
}

/** The order of a `java.util.HashSet` of options, or of a `HashMap` keyed by the lists of their names. */
export function javaOptionOrder<N extends string>(names: readonly N[]): readonly N[] {
  return javaHashOrder(names, optionHash);
}
