export type {ClientOptions} from '../options.ts';
export {type Change, ChangeEvent} from './changes.ts';
export type {ListOptions} from './query.ts';
export {type RequestOptions, Transport, type WriteOptions} from './transport.ts';
