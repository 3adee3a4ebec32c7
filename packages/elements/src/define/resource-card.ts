import {ResourceCard} from '../dashboard/resource-card/resource-card.ts';
import {define} from './define.ts';

define('resource-card', ResourceCard);
