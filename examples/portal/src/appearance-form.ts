import {appearanceOf, keepAppearance, keptAppearance, showAppearance, showDensity} from './appearance.ts';

/** Where a user says how the portal is to look in this browser. What is chosen holds at once. */
export class AppearanceForm {
  readonly #form: HTMLFormElement;
  readonly #page: ParentNode;

  constructor(form: HTMLFormElement, page: ParentNode) {
    this.#form = form;
    this.#page = page;
    form.addEventListener('change', () => this.#onChange());
    form.addEventListener('submit', (event) => event.preventDefault());
    this.update();
  }

  /** Shows what is kept now. */
  update(): void {
    const {theme, scheme, density} = keptAppearance();
    for (const input of this.#form.querySelectorAll('input')) {
      input.checked = [theme, scheme, density].some((choice) => choice === input.value);
    }
  }

  #onChange(): void {
    const appearance = appearanceOf(Object.fromEntries(new FormData(this.#form)));
    keepAppearance(appearance);
    showAppearance(appearance);
    showDensity(this.#page);
  }
}
