/** How a feature's level is to change (KIP-584). */
export type UpgradeType = 'upgrade' | 'safe-downgrade' | 'unsafe-downgrade';

/** A feature's new level, as UpdateFeatures asks for it. */
export interface FeatureUpdate {
  readonly name: string;
  readonly level: number;
  readonly type: UpgradeType;
}
