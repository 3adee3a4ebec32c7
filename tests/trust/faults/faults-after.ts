import {setTimeout as wait} from 'node:timers/promises';
import type {Act} from './fault-server.ts';
import {type Fault, noAnswer, noAnswerInTime, notOurs, refused} from './fault.ts';
import {page, refuse, reset, silence} from './faults-before.ts';

/** The backend does its work, and what it says is lost. */
const lost =
  (act: Act): Act =>
  async (exchange) => {
    await exchange.forward();
    return act(exchange);
  };

/** Faults that take the answer away: what was asked for has happened. */
export const after: readonly Fault[] = [
  {name: 'the answer is lost by a reset', when: 'after', ends: noAnswer, act: lost(reset)},
  {name: 'the answer is lost by a closed connection', when: 'after', ends: noAnswer, act: lost(({socket}) => socket.end())},
  {name: 'the answer is lost in silence', when: 'after', ends: noAnswerInTime, isSilent: true, act: lost(silence)},
  {name: 'the answer is lost behind a 500', when: 'after', ends: refused(500, true), act: lost(refuse(500, 'internal-error'))},
  {name: 'the answer is lost behind a 502 page', when: 'after', ends: notOurs, act: lost(page(502))},
  {name: 'the answer is lost behind a 504', when: 'after', ends: refused(504, true), act: lost(refuse(504, 'gateway-timeout'))},
  {name: 'the answer is lost behind a captive portal', when: 'after', ends: notOurs, act: lost(page(200))},
  {
    name: 'the answer is lost after a while',
    when: 'after',
    ends: noAnswer,
    act: lost(async (exchange) => {
      await wait(40);
      reset(exchange);
    }),
  },
];
