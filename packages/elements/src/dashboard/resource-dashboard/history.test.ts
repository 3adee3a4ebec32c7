import {expect} from '@open-wc/testing';
import {History} from './history.ts';

describe('the history of an arrangement', () => {
  const acts = new History(['a']).after(['b']).after(['c']);

  it('goes back step by step, and forth again', () => {
    expect(acts.undo().now).to.deep.equal(['b']);
    expect(acts.undo().undo().now).to.deep.equal(['a']);
    expect(acts.undo().undo().redo().redo().now).to.deep.equal(['c']);
  });

  it('ends at both ends', () => {
    const first = acts.undo().undo();
    expect([first.canUndo, first.canRedo, acts.canUndo, acts.canRedo]).to.deep.equal([false, true, true, false]);
    expect(first.undo()).to.equal(first);
    expect(acts.redo()).to.equal(acts);
  });

  it('after another act there is nothing to do again', () => {
    const other = acts.undo().after(['d']);
    expect([other.now, other.canRedo, other.undo().now]).to.deep.equal([['d'], false, ['b']]);
  });

  it('an act that changes nothing is none', () => expect(acts.after(['c'])).to.equal(acts));
});
