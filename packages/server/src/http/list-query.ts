export type {Condition, Edge, FoundPage, ListQuery, Position} from '../db/list-query.ts';
