import { replayProfile } from './replayProfile';

replayProfile('4.3-kraft');
