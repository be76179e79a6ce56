import { expect, test } from 'vitest';
import { javaConcurrentHashOrder, javaPropertiesOrder } from '../../src/jvm/concurrentHashOrder';
import { javaStringHash } from '../../src/jvm/hashOrder';
// What JDK 17 answered.
import facts from './facts/concurrentHashOrder.json';

test('Properties and ConcurrentHashMap', () => {
  for (const { in: keys, properties, two, plain } of facts.cases) {
    expect(javaPropertiesOrder(keys)).toEqual(properties);
    expect(javaConcurrentHashOrder(keys, javaStringHash, 2)).toEqual(two);
    expect(javaConcurrentHashOrder(keys, javaStringHash)).toEqual(plain);
  }
});

test('many keys', () => {
  const names = Array.from({ length: 2000 }, (_, i) => `topic-${i * 7}`);
  let digest = 7n;
  for (const name of javaConcurrentHashOrder(names, javaStringHash)) {
    digest = (digest * 1000003n + BigInt(names.indexOf(name))) % 2147483647n;
  }
  expect(Number(digest)).toBe(facts.digestOf2000);
});
