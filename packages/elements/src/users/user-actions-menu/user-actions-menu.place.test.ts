// Where the menu stands, and what a pointer does with it.
import {expect} from '@open-wc/testing';
import {sendMouse} from '@web/test-runner-commands';
import {find, get, settled, show, stage, until} from '../../testing/element-state.ts';
import {directions} from '../../testing/keys.ts';
import {html} from 'lit';
import '../../define/user-actions-menu.ts';
import {sampleTeam} from '../../testing/samples.ts';
import {everyAction} from './user-actions-menu.states.ts';
import type {UserActionsMenu} from './user-actions-menu.ts';

const GAP = 4;
const EDGE = 8;

describe('the place of user-actions-menu', () => {
  let container: HTMLElement;
  let element: UserActionsMenu;
  const box = (selector: string): DOMRect => get(element, selector).getBoundingClientRect();

  /** A menu so far from the top, at one side of the window. */
  const place = async (top: number, align: string, direction: string = 'ltr'): Promise<void> => {
    container = stage();
    container.dir = direction;
    container.style.setProperty('padding-block-start', `${top}px`);
    container.style.setProperty('text-align', align);
    await show(container, html`<user-actions-menu .user=${sampleTeam()[0]} .actions=${everyAction}></user-actions-menu>`);
    element = get<UserActionsMenu>(container, 'user-actions-menu');
  };

  const open = async (): Promise<void> => {
    get(element, '#button').click();
    await until(() => find(element, ':popover-open'), 'the menu');
    await settled(container);
  };

  const click = async (x: number, y: number): Promise<void> => {
    await sendMouse({type: 'click', position: [Math.round(x), Math.round(y)]});
    await settled(container);
  };

  afterEach(() => {
    document.body.replaceChildren();
    scrollTo(0, 0);
  });

  for (const direction of directions) {
    it(`below the button, ending where it ends, ${direction} (T36)`, async () => {
      await place(20, 'center', direction);
      await open();
      const [button, menu] = [box('#button'), box('.menu')];
      expect(menu.top - button.bottom).to.be.closeTo(GAP, 0.5);
      expect(direction === 'ltr' ? menu.right - button.right : menu.left - button.left).to.be.closeTo(0, 0.5);
      expect(menu.width).to.be.closeTo(216, 0.5);
    });
  }

  it('above it where there is no room below', async () => {
    await place(innerHeight - 60, 'center');
    await open();
    expect(box('#button').top - box('.menu').bottom).to.be.closeTo(GAP, 0.5);
    expect(box('.menu').top, 'no higher than what is in it').to.be.above(100);
  });

  for (const direction of directions) {
    for (const align of ['left', 'center', 'right']) {
      for (const size of ['0.875rem', '5rem']) {
        it(`within the window, beside a button at the ${align}, letters of ${size}, ${direction} (1.4.4, 1.4.10)`, async () => {
          for (const top of [0, innerHeight / 2 - 20, innerHeight - 60]) {
            await place(top, align, direction);
            element.style.setProperty('--tenantry-font-size', size);
            await open();
            const [button, menu] = [box('#button'), box('.menu')];
            expect(menu.left).to.be.at.least(EDGE - 0.5);
            expect(menu.right).to.be.at.most(innerWidth - EDGE + 0.5);
            expect(menu.top).to.be.at.least(GAP - 0.5);
            expect(menu.bottom).to.be.at.most(innerHeight - GAP + 0.5);
            expect(menu.top >= button.bottom || menu.bottom <= button.top, 'the button can be seen').to.equal(true);
            container.remove();
          }
        });
      }
    }
  }

  it('with its row while the page scrolls; it closes when the row is out of sight, and the page stays there (2.4.11)', async () => {
    await place(300, 'center');
    container.style.setProperty('block-size', '4000px');
    await open();
    scrollTo(0, 100);
    // A window that is not in front may not be told of a step.
    let glances = 0;
    await until(() => {
      const isBeside = Math.abs(box('.menu').top - box('#button').bottom - GAP) < 1;
      if (!isBeside && ++glances % 30 === 0) {
        scrollTo(0, scrollY + 1);
      }
      return isBeside;
    }, 'the menu beside its button');
    scrollTo(0, 1500);
    await until(() => find(element, '.menu') === undefined, 'the menu to close');
    await new Promise((resolve) => requestAnimationFrame(resolve));
    expect(scrollY).to.equal(1500);
    expect(element.shadowRoot?.activeElement).to.equal(get(element, '#button'));
  });

  it('a click opens it, a click on the button again closes it', async () => {
    await place(20, 'center');
    const {left, top} = box('#button');
    await click(left + 10, top + 10);
    expect(find(element, ':popover-open')).to.not.equal(undefined);
    await click(left + 10, top + 10);
    expect(find(element, '.menu')).to.equal(undefined);
    await click(left + 10, top + 10);
    expect(find(element, ':popover-open')).to.not.equal(undefined);
  });

  it('a click beside it closes it', async () => {
    await place(20, 'center');
    const {left, top} = box('#button');
    await click(left + 10, top + 10);
    await click(4, innerHeight - 4);
    expect(find(element, '.menu')).to.equal(undefined);
    expect(get(element, '#button').ariaExpanded).to.equal('false');
  });

  it('a click on an item chooses it', async () => {
    await place(20, 'center');
    const chosen: string[] = [];
    element.addEventListener('user-action', ({action}) => chosen.push(action));
    const {left, top} = box('#button');
    await click(left + 10, top + 10);
    const item = box('.danger');
    await click(item.left + 20, item.top + 10);
    expect(chosen).to.deep.equal(['delete']);
    expect(find(element, '.menu')).to.equal(undefined);
  });
});
