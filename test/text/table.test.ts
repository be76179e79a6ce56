import { expect, test } from 'vitest';
import { loadPaint } from '../../src/text/paint';
import { loadTables } from '../../src/text/table';
import { ColourCodes } from '../../src/text/visible';

test('a table of many rows has the columns of one of few, and is made row by row', async () => {
  const [paint, draw] = [await loadPaint(new ColourCodes('8154711904172350')), await loadTables()];
  const head = ['Partition', 'Leader', 'State'];
  const rowOf = (n: number) => [
    `orders-${n % 100}`,
    n % 7 === 0 ? paint.bad('none') : String(n % 3),
    paint.good('in sync'),
  ];
  let asked = 0;
  const rows = (count: number) =>
    function* () {
      asked++;
      for (let n = 0; n < count; n++) yield rowOf(n);
    };
  const few = [...draw(paint, head, rows(400))];
  expect(few).toHaveLength(401);
  const many = [...draw(paint, head, rows(100_000))];
  expect(many).toHaveLength(100_001);
  expect(many.slice(0, few.length)).toEqual(few);
  expect(asked).toBeGreaterThan(2);
});
