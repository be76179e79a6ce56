import { describe, expect, it } from 'vitest';
import { checkTopicConfigs, checkTopicConfigsAtController } from '../../../src/cluster/configs/checkTopicConfigs';
import type { ConfigFailure } from '../../../src/cluster/configs/configFailure';
import { effectiveConfigs } from '../../../src/cluster/configs/brokerConfigState';
import { checkDynamicBrokerConfigs } from '../../../src/cluster/configs/validateBrokerConfigs';
import { configCatalog } from '../../../src/profiles/configs/configCatalog';
import type { ProfileId } from '../../../src/profiles/profile';
import { profiles } from '../../../src/profiles/profiles';
// What the classes LogConfig and DynamicBrokerConfig of each release answered; a profile without an answer has that of
// the one before it.
import brokerFacts from './facts/brokerConfigs.json';
import topicFacts from './facts/topicConfigs.json';
import { RecordedCluster } from './recordedCluster';

type Texts = Readonly<Record<string, string>>;
type Answers = Readonly<Partial<Record<ProfileId, string>>>;

const ids = Object.keys(profiles) as ProfileId[];
const texts = (configs: Texts | undefined): ReadonlyMap<string, string> => new Map(Object.entries(configs ?? {}));
const answer = (failure: ConfigFailure | undefined): string =>
  failure ? `${failure.exceptionClass}: ${failure.message}` : 'ok';

function answerOf(answers: Answers, id: ProfileId): string {
  return ids
    .slice(0, ids.indexOf(id) + 1)
    .map((earlier) => answers[earlier])
    .findLast((known) => known !== undefined)!;
}

describe.each(ids)('%s', (id) => {
  const catalog = configCatalog(id);

  it('checks the overrides of topics', () => {
    for (const fact of topicFacts as unknown as {
      configs: Texts;
      existing?: Texts;
      controller?: Texts;
      answers: Answers;
    }[]) {
      const failure =
        fact.controller === undefined
          ? checkTopicConfigs(catalog, texts(fact.configs))
          : checkTopicConfigsAtController(
              catalog,
              texts(fact.configs),
              texts(fact.existing),
              effectiveConfigs(new RecordedCluster(id, fact.controller).state(1)),
            );
      expect(answer(failure), JSON.stringify(fact)).toBe(answerOf(fact.answers, id));
    }
  });

  it('checks dynamic configurations of brokers', () => {
    for (const fact of brokerFacts as unknown as {
      configs: Texts;
      isDefault?: true;
      defaultConfigs?: Texts;
      brokerConfigs?: Texts;
      answers: Answers;
    }[]) {
      const state = {
        ...new RecordedCluster(id, {}).state(1),
        defaultConfigs: texts(fact.defaultConfigs),
        brokerConfigs: texts(fact.brokerConfigs),
      };
      const failure = checkDynamicBrokerConfigs(catalog, texts(fact.configs), fact.isDefault === undefined, state);
      expect(answer(failure), JSON.stringify(fact)).toBe(answerOf(fact.answers, id));
    }
  });
});
