import type {Principal} from '../http/principal.ts';
import type {FoundEvent} from './events.queries.ts';

/** Whether somebody may hear of an event: whether they may read what it happened to, or could before it was gone (V1, G6). */
export const mayHear = ({type, id, permissions}: Principal, {actor, subject}: FoundEvent): boolean => {
  switch (subject.type) {
    case 'user':
      return permissions.has('users.read') || (type === 'user' && subject.id === id);
    case 'session':
      // Whoever ends a single session ends one of their own.
      return permissions.has('users.read') || (actor.type === type && actor.id === id);
    default:
      return false;
  }
};
