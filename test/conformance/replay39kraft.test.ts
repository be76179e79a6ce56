import { replayProfile } from './replayProfile';

replayProfile('3.9-kraft');
