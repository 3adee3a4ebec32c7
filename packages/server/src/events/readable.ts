import type {Principal} from '../http/principal.ts';
import type {FoundEvent} from './events.queries.ts';

/** Whether somebody may hear of an event: whether they may read what it happened to, or could before it was gone (V1, G6). */
export const mayHear = ({type, id, permissions}: Principal, {actor, subject, isOfTenant}: FoundEvent): boolean => {
  switch (subject.type) {
    case 'user':
      return permissions.has('users.read') || (type === 'user' && subject.id === id);
    case 'session':
      // Whoever ends a single session ends one of their own.
      return permissions.has('users.read') || (actor.type === type && actor.id === id);
    case 'layout':
      // The tenant's everybody sees; one's own nobody else arranges.
      return isOfTenant || (actor.type === type && actor.id === id);
    default:
      return false;
  }
};
