export type {ClientOptions} from '../options.ts';
export {type Change, ChangeEvent} from './changes.ts';
export type {ClientEvent} from './client-event.ts';
export type {ListOptions} from './query.ts';
export type {RequestOptions, WriteOptions} from './request-options.ts';
export {Transport} from './transport.ts';
