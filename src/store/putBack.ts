import type { Statement } from 'better-sqlite3';
import { whereKey, type AddedImage, type Image, type PartitionImage } from './images';
import { idsFromText } from './rows';
import type { StateView } from './stateView';

/** Columns of a partition that a change may set, and their letters; the epochs it always sets. */
const columnOf: Readonly<Record<string, string>> = {
  l: 'leader',
  i: 'isr',
  e: 'elr',
  k: 'last_known_elr',
  a: 'adding',
  r: 'removing',
  c: 'recovering',
};
const epochs = 'leader_epoch = ?, partition_epoch = ?, controller_epoch = ?';

/** Puts rows back as images say it; taken in the opposite order, the oldest image of a row is the last. */
export class PutBack {
  /** Statements by the letters of the columns that they set. */
  private readonly updates = new Map<string, Statement>();

  constructor(private readonly view: StateView) {}

  /** @param text what BeforeImages gave */
  all(text: string): void {
    const images = JSON.parse(text) as Image[];
    for (let index = images.length - 1; index >= 0; index--) this.one(images[index]!);
  }

  private one(image: Image): void {
    if (image[0] === 'p') return this.putPartitionBack(image);
    if (image[0] === 'added') return this.takeAway(image);
    if (image[0] === 'placed') return this.place(image[1]);
    const [kind, table, ...values] = image;
    const sql =
      kind === 'none'
        ? `DELETE FROM ${table} WHERE ${whereKey(table)}`
        : `INSERT OR REPLACE INTO ${table} VALUES (${values.map(() => '?').join()})`;
    this.view.sql(sql).run(values);
  }

  private putPartitionBack([, topic, partition, letters, ...values]: PartitionImage): void {
    let update = this.updates.get(letters);
    if (!update) {
      const columns = [...letters].map((letter) => `, ${columnOf[letter]} = ?`).join('');
      update = this.view.sql(`UPDATE partition SET ${epochs}${columns} WHERE topic = ? AND partition = ?`);
      this.updates.set(letters, update);
    }
    values.push(topic, partition);
    update.run(values);
  }

  /** Puts the replicas of a topic back, whose partitions are there again. */
  private place(topic: number): void {
    const insert = this.view.sql('INSERT INTO replica (broker, topic, partition) VALUES (?, ?, ?)');
    const placed = this.view.sql('SELECT partition, replicas FROM partition WHERE topic = ?').all(topic) as {
      partition: number;
      replicas: string;
    }[];
    for (const { partition, replicas } of placed)
      for (const broker of idsFromText(replicas)) insert.run(broker, topic, partition);
  }

  private takeAway([, topic, partition, replicas]: AddedImage): void {
    this.view.sql('DELETE FROM partition WHERE topic = ? AND partition = ?').run(topic, partition);
    for (const broker of idsFromText(replicas))
      this.view
        .sql('DELETE FROM replica WHERE broker = ? AND topic = ? AND partition = ?')
        .run(broker, topic, partition);
  }
}
