import type {User} from '@tenantry/sdk';
import {html, nothing, type TemplateResult} from 'lit';
import {failureText} from '../../foundation/failure.ts';
import {formatNumber, type Place} from '../../foundation/format.ts';
import {icon, warning} from '../../foundation/icons.ts';
import {done} from '../../foundation/more-icons.ts';
import {bdi, weave} from '../../foundation/weave.ts';
import type {DeleteUserDialogMessages} from './delete-user-dialog.messages.ts';
import type {Transfer} from './transfers.ts';
import type {UserChoice} from './user-choice.ts';

interface Section {
  readonly transfer: Transfer | undefined;
  /** Whether there is anything to transfer. */
  readonly isNeeded: boolean;
  readonly choice: UserChoice;
  /** Why what is chosen was refused. */
  readonly problem: unknown;
  readonly isStarting: boolean;
  readonly onStart: () => void;
}

/** Gives what the user owns to another user: whom to, then how far it has come, then what came of it. */
export const transferSection = (section: Section, text: DeleteUserDialogMessages, place: Place): unknown => {
  const {transfer, isNeeded} = section;
  if (transfer?.isOn) {
    return progress(transfer, text, place);
  }
  return [transfer ? outcome(transfer, text) : nothing, isNeeded ? form(section, text) : nothing];
};

const form = ({choice, problem, isStarting, onStart}: Section, text: DeleteUserDialogMessages): TemplateResult =>
  html`<div class="field" part="field">
    <label class="label" part="label" for="target">${text.transferTo}</label>
    ${choice.render(text, {
      problem,
      isReadonly: isStarting,
      beside: html`<button class="button" id="transfer" type="button" ?disabled=${isStarting} @click=${onStart}>
        ${isStarting ? text.transferring : text.transfer}
      </button>`,
    })}
  </div>`;

const progress = (transfer: Transfer, text: DeleteUserDialogMessages, place: Place): TemplateResult => {
  const {operation, to, failure} = transfer;
  const {done: moved, total} = operation.progress;
  return html`<div class="moving" id="moving" role="group" aria-labelledby="moving-title" tabindex="-1">
    <p class="label" id="moving-title">${weave(text.moving, bdi(to))}</p>
    <progress aria-labelledby="moving-title" max=${total ?? nothing} value=${total === null ? nothing : moved}></progress>
    <div class="line">
      <p class="hint">${movedText({moved, total}, text, place)}</p>
      <p class="hint">${text.goesOn}</p>
    </div>
    ${
      failure
        ? html`<p class="notice warning" role="alert">
            ${icon(warning)}<span
              >${text.unwatched} ${failureText(failure, text)}
              <button class="link-button" type="button" @click=${() => void transfer.follow()}>${text.tryAgain}</button></span
            >
          </p>`
        : nothing
    }
  </div>`;
};

/** How far it has come, in words. */
export const movedText = (
  {moved, total}: {readonly moved: number; readonly total: number | null},
  text: DeleteUserDialogMessages,
  place: Place,
): string =>
  total === null ? text.movedSome(formatNumber(moved, place)) : text.moved(formatNumber(moved, place), formatNumber(total, place));

const outcome = ({operation, to}: Transfer, text: DeleteUserDialogMessages): TemplateResult =>
  operation.status === 'succeeded'
    ? html`<p class="notice success">${icon(done)}<span>${weave(text.movedAll, bdi(to))}</span></p>`
    : html`<p class="notice warning">${icon(warning)}<span>${text.notMoved}</span></p>`;

/** The name of a user, as others are told it. */
export const nameOf = ({firstName, lastName}: User): string => `${firstName} ${lastName}`;
