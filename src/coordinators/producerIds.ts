import type { Turn } from '../model/turn';

/** Hands out a producer id. Kafka's brokers take blocks of a thousand; here ids are given one by one, from 0. */
export function takeProducerId(turn: Turn): number {
  const producerId = turn.nextProducerId();
  turn.emit({ type: 'ProducerIdsRecord', nextProducerId: producerId + 1 });
  return producerId;
}
