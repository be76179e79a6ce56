import { replayProfile } from './replayProfile';

replayProfile('2.8-zk');
