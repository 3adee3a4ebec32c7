import {expect} from '@open-wc/testing';
import {History} from './history.ts';

describe('the history of an arrangement', () => {
  it('takes changes back and does them again, until something else is done', () => {
    const history = new History('a');
    history.push('b');
    history.push('c');
    history.undo();
    expect([history.state, history.canUndo, history.canRedo]).to.deep.equal(['b', true, true]);
    history.redo();
    expect([history.state, history.canRedo]).to.deep.equal(['c', false]);
    history.undo();
    history.push('d');
    history.redo();
    expect(history.state).to.equal('d');
    history.undo();
    history.undo();
    history.undo();
    expect([history.state, history.canUndo, history.isChanged]).to.deep.equal(['a', false, false]);
  });

  it('the same state again is no change', () => {
    const history = new History('a');
    history.push('a');
    expect([history.canUndo, history.isChanged]).to.deep.equal([false, false]);
  });
});
