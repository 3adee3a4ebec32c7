import {appearanceOf, keepAppearance, keptAppearance, showAppearance, showDensity} from './appearance.ts';
import {speak} from './language.ts';

/** Where a user says how the portal is to look and speak in this browser. What is chosen holds at once. */
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
    const {theme, scheme, density, language} = keptAppearance();
    for (const input of this.#form.querySelectorAll('input')) {
      input.checked = [theme, scheme, density, language].some((choice) => choice === input.value);
    }
  }

  #onChange(): void {
    const values = Object.fromEntries(new FormData(this.#form));
    // A form has some of the choices, and a switch that is off is not among its values.
    const density = this.#form.elements.namedItem('density') && {density: 'comfortable'};
    const appearance = appearanceOf({...keptAppearance(), ...density, ...values});
    keepAppearance(appearance);
    showAppearance(appearance);
    showDensity(this.#page);
    void speak(appearance.language);
  }
}
