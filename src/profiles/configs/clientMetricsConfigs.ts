import { changeRows, distinctList, type ConfigRow } from './configDefinition';

/** Client metrics subscriptions of 3.9 (KIP-714, `ClientMetricsConfigs`). */
export const clientMetricsConfigs39 = (): readonly ConfigRow[] => [
  ['metrics', 'LIST', ''],
  ['interval.ms', 'INT', '300000'],
  ['match', 'LIST', ''],
];

/** Client metrics subscriptions of 4.3: repetitions in a list are dropped, empty values refused. */
export const clientMetricsConfigs43 = (): readonly ConfigRow[] =>
  changeRows(clientMetricsConfigs39(), {
    changed: [
      ['metrics', 'LIST', '', distinctList()],
      ['match', 'LIST', '', distinctList()],
    ],
  });
