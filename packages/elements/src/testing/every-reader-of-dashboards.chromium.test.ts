import {dashboardStates} from './all-states.ts';
import {leaveNoReaderOut} from './every-reader.ts';

leaveNoReaderOut(dashboardStates);
