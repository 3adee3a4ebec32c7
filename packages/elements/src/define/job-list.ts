import {JobList} from '../dashboard/job-list/job-list.ts';
import {define} from './define.ts';

define('job-list', JobList);
