import {type Blocker, type DeletionCheck, isApiError, type TenantryError} from '@tenantry/sdk';
import {html, nothing, type TemplateResult} from 'lit';
import {explain} from '../../dialogs/explain.ts';
import {formatMoment, formatNumber, formatUtc, listed, type Place} from '../../foundation/format.ts';
import {icon, warning} from '../../foundation/icons.ts';
import {refresh} from '../../foundation/more-icons.ts';
import {bdi, weave} from '../../foundation/weave.ts';
import type {DeleteUserDialogMessages} from './delete-user-dialog.messages.ts';

/** For private use: no provider calls anything so. */
const NO_TYPE = '\ue002';

/** What has been asked about what a user owns. */
interface Asked {
  readonly answer: DeletionCheck | undefined;
  readonly failure: TenantryError | undefined;
  readonly isPending: boolean;
  readonly onAgain: () => void;
}

/** What the user owns, as it was told last, and what else stands against deleting the user. */
export const ownership = ({answer, failure, isPending, onAgain}: Asked, text: DeleteUserDialogMessages, place: Place): TemplateResult => {
  // To ask again would be told the same again.
  const isRefused = isApiError(failure) && [403, 404].includes(failure.status);
  return html`<section class="owned" part="blockers" aria-labelledby="owned" aria-busy=${isPending}>
    <div class="owned-head">
      <h3 id="owned">${text.ownedTitle} ${answer ? html`<span class="checked">${weave(text.checked, timeOf(answer, place))}</span>` : nothing}</h3>
      ${
        isRefused || (!answer && !failure)
          ? nothing
          : html`<button class="button quiet small" type="button" @click=${onAgain}>${icon(refresh)}${failure ? text.tryAgain : text.check}</button>`
      }
    </div>
    ${
      failure
        ? caution(explain(failure, false, {...text, nothingDone: text.notChecked}, () => undefined))
        : answer
          ? answered(answer, text, place)
          : html`<p class="late" role="status">${text.checking}</p>`
    }
  </section>`;
};

const timeOf = ({checkedAt}: DeletionCheck, place: Place): TemplateResult =>
  html`<time datetime=${checkedAt} title=${formatUtc(checkedAt)}>${formatMoment(checkedAt, place)}</time>`;

const answered = ({blockers, warnings}: DeletionCheck, text: DeleteUserDialogMessages, place: Place): unknown => [
  warnings.includes('last-administrator') ? caution(text.lastAdministrator) : nothing,
  warnings.includes('ownership-unknown') ? caution(text.unknown) : nothing,
  blockers.length > 0
    ? html`<ul class="blockers" role="list">
        ${blockers.map((blocker) => owned(blocker, text, place))}
      </ul>`
    : warnings.includes('ownership-unknown')
      ? nothing
      : html`<p class="muted">${text.nothing}</p>`,
];

const owned = ({type, count, sample, unfinished, transferable}: Blocker, text: DeleteUserDialogMessages, place: Place): TemplateResult => {
  const number = formatNumber(count, place);
  // What has no name in this language is called as its provider calls it, in a direction of its own.
  const isNamed = text.things(type, count, number) !== text.things(NO_TYPE, count, number).replace(NO_TYPE, type);
  return html`<li>
    <span class="what">
      <span>${weave((gap, kind) => text.things(isNamed ? type : kind, count, gap), html`<strong>${number}</strong>`, bdi(type))}</span>
      ${sample.length > 0 ? html`<span class="sample">${listed(sample.map(bdi), place)}${count > sample.length ? ' …' : nothing}</span>` : nothing}
    </span>
    <span class="pill ${transferable ? '' : 'stays'}">${transferable ? text.movable : unfinished ? text.unfinished : text.immovable}</span>
  </li>`;
};

const caution = (sentence: unknown): TemplateResult => html`<p class="notice warning">${icon(warning)}<span>${sentence}</span></p>`;
