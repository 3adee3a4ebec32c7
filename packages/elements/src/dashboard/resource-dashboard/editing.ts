import type {Widget} from '@tenantry/sdk';
import {type CSSResult, nothing, type TemplateResult} from 'lit';
import {renderArrangeDialog} from './arrange-dialog.ts';
import {Arranging} from './arranging.ts';
import {Editor, type EditorHost} from './editor.ts';
import {editorStyles} from './editor.styles.ts';
import {renderTools} from './editor-tools.ts';

export const styles: readonly CSSResult[] = editorStyles;

/** All that a dashboard needs only while somebody edits it. */
export class Editing {
  readonly #editor: Editor;
  readonly #arranging: Arranging;

  constructor(host: EditorHost) {
    this.#editor = new Editor(host);
    this.#arranging = new Arranging(this.#editor);
  }

  get layer(): Editor['layer'] {
    return this.#editor.layer;
  }

  get widgets(): readonly Widget[] | undefined {
    return this.#editor.widgets;
  }

  renderTools(): TemplateResult {
    return renderTools(this.#editor, this.#arranging.renderMover());
  }

  renderDialog(): unknown {
    return this.#editor.dialogFor ? renderArrangeDialog(this.#editor, this.#editor.dialogFor) : nothing;
  }

  /** After a rendering: boxes to their places, and what one edits them with into them. */
  arrange(container: HTMLElement): void {
    this.#editor.wake();
    this.#arranging.update(container);
  }

  /** The dashboard is taken out of the page; it may come back. */
  pause(): void {
    this.#arranging.end();
    this.#editor.pause();
  }

  end(): void {
    this.#arranging.end();
    this.#editor.end();
  }
}
