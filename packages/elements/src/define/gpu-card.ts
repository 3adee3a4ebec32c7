import {GpuCard} from '../dashboard/gpu-card/gpu-card.ts';
import {define} from './define.ts';

define('gpu-card', GpuCard);
