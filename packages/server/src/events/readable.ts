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

/** Whether somebody may hear that the figures of the tenant are other ones: whether they may read them, all or those of what is theirs. */
export const mayHearOfSummary = ({permissions}: Principal): boolean =>
  permissions.has('resources.read') || permissions.has('resources.readAll');
