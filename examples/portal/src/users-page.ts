import {get} from './dom.ts';

/** The page of users: how its list is sorted and what is searched for stand in the address, so that Back, a bookmark and a reload bring it back. */
export class UsersPage {
  readonly #management: HTMLElementTagNameMap['tenant-user-management'];

  constructor(place: ParentNode) {
    this.#management = get(place, 'tenant-user-management');
    this.update();
    this.#management.addEventListener('view-change', ({view: {sort, search}}) => {
      const asked = new URLSearchParams({...(sort !== DEFAULT_SORT && {sort}), ...(search && {q: search})}).toString();
      const isTyping = search !== (new URLSearchParams(location.search).get('q') ?? '');
      Object.assign(this.#management, {defaultSort: sort, search});
      history[isTyping ? 'replaceState' : 'pushState'](null, '', asked ? `?${asked}` : location.pathname);
    });
  }

  /** Shows the list as the address says. */
  update(): void {
    const asked = new URLSearchParams(location.search);
    this.#management.defaultSort = asked.get('sort') ?? DEFAULT_SORT;
    this.#management.search = asked.get('q') ?? '';
  }
}

const DEFAULT_SORT = '-createdAt';
