const TYPING_PAUSE_MS = 500;

/**
 * The links of the portal. In a wide window they simply stand there; in a narrow one they are a menu behind a button, with the keys of
 * https://www.w3.org/WAI/ARIA/apg/patterns/menu-button/. Opening, closing and Esc are the popover's own.
 */
export class NavigationMenu {
  readonly #side: HTMLElement;
  readonly #button: HTMLElement;
  readonly #narrow = matchMedia('(max-width: 56rem)');
  #typed = '';
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor(side: HTMLElement, button: HTMLElement) {
    this.#side = side;
    this.#button = button;
    button.addEventListener('keydown', (event) => this.#onButtonKey(event));
    side.addEventListener('keydown', (event) => this.#onKey(event));
    side.addEventListener('toggle', (event) => this.#onToggle(event.newState === 'open'));
    this.#narrow.addEventListener('change', () => this.#dress());
    this.#dress();
  }

  close(): void {
    this.#side.hidePopover();
  }

  get #items(): HTMLElement[] {
    return [...this.#side.querySelectorAll<HTMLElement>('.nav a')].filter((link) => link.checkVisibility());
  }

  /** A menu has other roles than a list of links. */
  #dress(): void {
    this.close();
    const roles = {'.nav': 'menu', '.nav > li': 'none', '.nav a': 'menuitem'};
    for (const [selector, role] of Object.entries(roles)) {
      for (const element of this.#side.querySelectorAll<HTMLElement>(selector)) {
        element.role = this.#narrow.matches ? role : null;
        if (role === 'menuitem') {
          element.tabIndex = this.#narrow.matches ? -1 : 0;
        }
      }
    }
  }

  #onToggle(isOpen: boolean): void {
    this.#button.ariaExpanded = String(isOpen);
    if (isOpen && !this.#items.some((item) => item === document.activeElement)) {
      this.#items[0]?.focus();
    }
  }

  #onButtonKey(event: KeyboardEvent): void {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      this.#side.showPopover({source: this.#button});
      this.#items.at(event.key === 'ArrowDown' ? 0 : -1)?.focus();
    }
  }

  #onKey(event: KeyboardEvent): void {
    const items = this.#items;
    const place = items.indexOf(document.activeElement as HTMLElement);
    if (!this.#narrow.matches || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    // In WebKitGTK Shift+Tab has no name, only a place.
    switch (event.code === 'Tab' ? 'Tab' : event.key) {
      case 'ArrowDown':
        items[(place + 1) % items.length]?.focus();
        break;
      case 'ArrowUp':
        items.at(place - 1)?.focus();
        break;
      case 'Home':
        items[0]?.focus();
        break;
      case 'End':
        items.at(-1)?.focus();
        break;
      case ' ':
        items[place]?.click();
        break;
      case 'Tab':
        this.close(); // The focus is on the button then, from where Tab goes on.
        return;
      default:
        if (event.key.length === 1) {
          this.#find(event.key, items, place);
        }
        return;
    }
    event.preventDefault();
  }

  /** Goes to the next item that begins with what is being typed. */
  #find(letter: string, items: readonly HTMLElement[], place: number): void {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => {
      this.#typed = '';
    }, TYPING_PAUSE_MS);
    this.#typed += letter.toLocaleLowerCase();
    const from = this.#typed.length > 1 ? place : place + 1;
    [...items.slice(from), ...items.slice(0, from)]
      .find((item) => item.innerText.trim().toLocaleLowerCase().startsWith(this.#typed))
      ?.focus();
  }
}
