import {expect, oneEvent} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {html, type TemplateResult} from 'lit';
import '../../define/role-select.ts';
import '../../define/tenant-provider.ts';
import {find, get, settled, show, stage, textOf, until} from '../../testing/element-state.ts';
import {fakeClient, refusal, unreachable} from '../../testing/fake-client.ts';
import {keepsPromises} from '../../testing/keeps-promises.ts';
import {pageOf, sampleId, sampleMe, sampleUser} from '../../testing/samples.ts';
import {freshTenant} from '../../testing/tenant.ts';
import {walkStates} from '../../testing/walk-states.ts';
import {sampleRoles} from './role-select.samples.ts';
import {states} from './role-select.states.ts';
import type {RoleSelect} from './role-select.ts';

const ROLES = 'GET /v1/tenants/self/roles';
const client = () => fakeClient({[ROLES]: pageOf(sampleRoles)});

const mount = async (template: TemplateResult): Promise<RoleSelect> => {
  const container = stage();
  await show(container, template);
  const element = get<RoleSelect>(container, 'role-select');
  await until(() => !element.matches(':state(loading)'), 'the roles');
  await settled(container);
  return element;
};

const options = (element: RoleSelect): string[] => [...get(element, 'select').querySelectorAll('option')].map(({label}) => label.trim());

const select = (element: RoleSelect): HTMLSelectElement => get<HTMLSelectElement>(element, 'select');

describe('role-select', () => {
  keepsPromises('role-select', {client, properties: {required: true, hint: 'Assign a role', name: 'role'}, nonsense: {value: 'no role'}});
  walkStates(states);

  afterEach(() => document.body.replaceChildren());

  it('lists the built-in roles, then the custom ones in a group of their own (S0-14, S1-05)', async () => {
    const element = await mount(html`<role-select required .client=${client()}></role-select>`);
    expect(options(element)).to.deep.equal(['Analyst', 'Auditor', 'Developer', 'Tenant Admin', 'Tenant User', 'GPU Researcher', 'Retired']);
    expect(get<HTMLOptGroupElement>(element, 'optgroup').label).to.equal('Custom roles');
  });

  it('the roles of a new tenant are there: Tenant User, Developer, Analyst and others (S0-14)', async () => {
    const tenant = await freshTenant();
    const element = await mount(html`<role-select required .client=${tenant.client}></role-select>`);
    expect(options(element)).to.include.members(['Tenant User', 'Developer', 'Analyst']);
    expect(element.value).to.equal(tenant.roleIds['tenant-user']);
    expect(textOf(get(element, '#description'))).to.not.equal('');
  });

  it('starts with the role that has the fewest rights and says what it is for', async () => {
    const element = await mount(html`<role-select required .client=${client()}></role-select>`);
    expect(element.value).to.equal(sampleId('rol', 1));
    expect(select(element).selectedOptions[0]?.label).to.equal('Tenant User');
    expect(textOf(get(element, '#description'))).to.contain('submits jobs');
  });

  it('preselects nothing where a role is not required', async () => {
    const element = await mount(html`<role-select .client=${client()}></role-select>`);
    expect(element.value).to.equal('');
    expect(options(element)[0]).to.equal('Choose a role');
  });

  it('keeps a value that is set before the roles are there', async () => {
    const element = await mount(html`<role-select required value=${sampleId('rol', 4)} .client=${client()}></role-select>`);
    expect(select(element).selectedOptions[0]?.label).to.equal('Developer');
  });

  it('offers only what the signed-in user may give: no disabled role, no right that the giver lacks (G1, X1)', async () => {
    const me = sampleMe({permissions: ['users.create', 'users.assignRole', 'roles.read']});
    const provided = fakeClient({[ROLES]: pageOf(sampleRoles), 'GET /v1/session': me});
    const element = await mount(
      html`<tenant-provider .client=${provided}><role-select required assignable-only></role-select></tenant-provider>`,
    );
    await until(() => options(element).includes('Tenant User'));
    await until(() => !options(element).includes('Auditor'), 'the session');
    expect(options(element)).to.deep.equal(['Analyst', 'Developer', 'Tenant User', 'GPU Researcher']);
  });

  it('whoever may not assign roles is offered the least one alone (X1)', async () => {
    const provided = fakeClient({[ROLES]: pageOf(sampleRoles), 'GET /v1/session': sampleMe({permissions: ['users.create', 'roles.read']})});
    const element = await mount(
      html`<tenant-provider .client=${provided}><role-select required assignable-only></role-select></tenant-provider>`,
    );
    await until(() => options(element).length === 1, 'the session');
    expect(options(element)).to.deep.equal(['Tenant User']);
  });

  it('offers the role that somebody has, even where it could not be given, and says which one is chosen', async () => {
    const [retired, auditor] = [sampleId('rol', 6), sampleId('rol', 3)];
    const provided = fakeClient({
      [ROLES]: pageOf(sampleRoles),
      'GET /v1/session': sampleMe({permissions: ['users.assignRole', 'roles.read']}),
    });
    const element = await mount(
      html`<tenant-provider .client=${provided}
        ><role-select required assignable-only held=${retired} value=${retired}></role-select
      ></tenant-provider>`,
    );
    await until(() => options(element).includes('Retired') && !options(element).includes('Auditor'), 'the session');
    expect(options(element)).to.deep.equal(['Analyst', 'Developer', 'Tenant User', 'GPU Researcher', 'Retired']);
    expect(element.chosen?.key).to.equal('retired');
    element.value = auditor;
    await element.updateComplete;
    expect(element.chosen).to.equal(undefined);
  });

  it('offers those that the host names', async () => {
    const element = await mount(html`<role-select roles="developer gpu-researcher" .client=${client()}></role-select>`);
    expect(options(element)).to.deep.equal(['Choose a role', 'Developer', 'GPU Researcher']);
  });

  it('follows pages to the end', async () => {
    const paged = fakeClient({
      [ROLES]: (request: Request) =>
        request.url.includes('cursor=') ? pageOf(sampleRoles.slice(3)) : pageOf(sampleRoles.slice(0, 3), {next: 'more'}),
    });
    const element = await mount(html`<role-select required .client=${paged}></role-select>`);
    expect(options(element)).to.have.length(7);
  });

  it('changes by keyboard, as any select does, and says so', async () => {
    const element = await mount(html`<role-select required .client=${client()}></role-select>`);
    element.focus();
    expect(element.shadowRoot?.activeElement).to.equal(select(element));
    const changed = oneEvent(element, 'change');
    await sendKeys({press: 'ArrowUp'});
    await changed;
    await settled(document.body);
    expect(element.value).to.equal(sampleId('rol', 9));
    expect(textOf(get(element, '#description'))).to.equal('Runs the tenant.');
  });

  it('takes part in a form: its value under its name, its validity, reset', async () => {
    const element = await mount(html`<form><role-select name="roleId" required .client=${client()}></role-select></form>`);
    const {form} = element;
    expect(form && new FormData(form).get('roleId')).to.equal(sampleId('rol', 1));
    element.value = 'gone';
    await settled(document.body);
    expect(form?.checkValidity()).to.equal(false);
    form?.reset();
    await settled(document.body);
    expect(element.value).to.equal(sampleId('rol', 1));
    expect(form?.checkValidity()).to.equal(true);
  });

  it('a role is required: without one the field says so (S0-05)', async () => {
    const element = await mount(html`<role-select required .client=${fakeClient({[ROLES]: pageOf([])})}></role-select>`);
    expect(element.check()).to.equal(false);
    await settled(document.body);
    expect(textOf(get(element, '#note'))).to.equal('Choose a role.');
    expect(select(element).getAttribute('aria-invalid')).to.equal('true');
  });

  it('says when the roles cannot be loaded, tells the page, and tries again (T29)', async () => {
    let isDown = true;
    const flaky = fakeClient({[ROLES]: () => (isDown ? unreachable() : pageOf(sampleRoles))});
    const container = stage();
    const told = oneEvent(container, 'tenant-error');
    await show(container, html`<role-select required .client=${flaky}></role-select>`);
    await told;
    const element = get<RoleSelect>(container, 'role-select');
    await until(() => find(element, '.link-button'), 'the way to try again');
    expect(textOf(get(element, '#note'))).to.contain('Roles could not be loaded. The server could not be reached.');
    isDown = false;
    get(element, '.link-button').click();
    await until(() => element.matches(':not(:state(error))') && element.value !== '', 'the roles');
    expect(find(element, '.error-text')).to.equal(undefined);
  });

  it('shows a name from the server as text (X8)', async () => {
    const [first] = sampleRoles;
    const odd = {...first, name: '<i>odd</i> &amp;', description: '<b>bold</b>'};
    const element = await mount(html`<role-select value=${odd.id ?? ''} .client=${fakeClient({[ROLES]: pageOf([odd])})}></role-select>`);
    expect(options(element)[1]).to.equal('<i>odd</i> &amp;');
    expect(textOf(get(element, '#description'))).to.equal('<b>bold</b>');
  });

  it('a refusal of the server stands there until another role is chosen (X4)', async () => {
    const element = await mount(html`<role-select required error="This role is disabled." .client=${client()}></role-select>`);
    expect(textOf(get(element, '#note'))).to.equal('This role is disabled.');
    select(element).selectedIndex = 0;
    select(element).dispatchEvent(new Event('change'));
    await settled(document.body);
    expect(find(element, '.error-text')).to.equal(undefined);
  });

  it('the roles of one person are not offered to the next, who may be of another tenant (T9)', async () => {
    let isOther = false;
    const changing = fakeClient({
      'GET /v1/session': () => sampleMe(isOther ? {user: sampleUser({id: sampleId('usr', 9)})} : {}),
      [ROLES]: () => pageOf(isOther ? sampleRoles.slice(0, 1) : sampleRoles),
    });
    const element = await mount(html`<tenant-provider .client=${changing}><role-select></role-select></tenant-provider>`);
    const provider = get<HTMLElementTagNameMap['tenant-provider']>(document.body, 'tenant-provider');
    await until(() => provider.session?.me, 'the session');
    await settled(document.body);
    isOther = true;
    await provider.refresh();
    await until(() => options(element).length === 2, 'the roles of the other');
    expect(options(element)).to.deep.equal(['Choose a role', 'Analyst']);
  });

  it('asks nothing of a server that refuses it and says why', async () => {
    const element = await mount(html`<role-select .client=${fakeClient({[ROLES]: refusal('permission-denied')})}></role-select>`);
    expect(textOf(get(element, '#note'))).to.contain('You do not have the permission for this.');
  });
});
