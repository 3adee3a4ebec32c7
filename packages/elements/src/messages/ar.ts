import {deleteUserDialog} from './ar/delete-user-dialog.ts';
import {dashboard} from './ar/dashboard.ts';
import {jobList} from './ar/job-list.ts';
import {resourceDashboard} from './ar/resource-dashboard.ts';
import {createUserForm} from './ar/create-user-form.ts';
import {editUserForm} from './ar/edit-user-form.ts';
import {userDialogs} from './ar/user-dialogs.ts';
import {type Forms, pluralIn} from './plural.ts';
import type {TenantLanguage} from './tenant-messages.ts';

const plural = pluralIn('ar');

const wall = {
  failureShown: 'تعذّر عرض هذا الجزء.',
  tryAgain: 'إعادة المحاولة',
};

const failures = {
  ...wall,
  failureNetwork: 'تعذّر الوصول إلى الخادم. تحقّق من اتصالك بالشبكة.',
  failureOffline: 'كنت غير متصل بالشبكة.',
  failureTimeout: 'لم يردّ الخادم في الوقت المحدد.',
  failureServer: 'حدث خطأ في الخادم، ولست السبب فيه.',
  failureBusy: 'الخادم مشغول. انتظر لحظة.',
  failureLimited: (seconds: number | undefined): string => `كثرت المحاولات. حاول مجددًا ${inTime(seconds)}.`,
  failureResponse: 'تعذّرت قراءة ردّ الخادم.',
  failureRefused: 'رفض الخادم هذا الطلب.',
  failurePermission: 'لا تملك الصلاحية اللازمة لذلك. تواصل مع أحد مسؤولي المستأجر.',
  failureSignedOut: 'انتهت جلستك. سجّل الدخول من جديد. ما كتبته لا يزال هنا.',
  failureSuspended: 'هذه المؤسسة موقوفة. تواصل مع مزوّد الخدمة.',
  failurePasswordChange: 'اختر كلمة مرور جديدة أولًا.',
  offline: 'أنت غير متصل بالشبكة.',
  updated: (moment: string): string => `آخر تحديث: ${moment}.`,
  requestId: 'معرّف الطلب',
  copyRequestId: 'نسخ معرّف الطلب',
  copied: 'تم النسخ',
};

const permissionNames: ReadonlyMap<string, string> = new Map([
  ['users.read', 'عرض المستخدمين'],
  ['users.create', 'إنشاء المستخدمين'],
  ['users.update', 'تعديل المستخدمين'],
  ['users.resetPassword', 'إعادة تعيين كلمات المرور'],
  ['users.assignRole', 'تغيير الأدوار والصلاحيات'],
  ['users.deactivate', 'تعطيل المستخدمين وإعادة تفعيلهم'],
  ['users.delete', 'حذف المستخدمين'],
  ['users.export', 'تصدير المستخدمين'],
  ['roles.read', 'عرض الأدوار'],
  ['resources.read', 'عرض الموارد الخاصة'],
  ['resources.readAll', 'عرض جميع الموارد'],
  ['dashboard.editOwn', 'ترتيب اللوحة الخاصة'],
  ['dashboard.editTenant', 'ترتيب اللوحة للجميع'],
  ['jobs.submit', 'إرسال المهام'],
  ['jobs.read', 'عرض المهام'],
  ['notebooks.use', 'استخدام الدفاتر'],
  ['models.query', 'الاستعلام من النماذج'],
  ['workloads.deploy', 'نشر النماذج والتطبيقات'],
]);

const permissions = {permission: (name: string): string => `${permissionNames.get(name) ?? name}`};

const inTime = (seconds: number | undefined): string => {
  if (seconds === undefined) {
    return 'لاحقًا';
  }
  return seconds < 60
    ? plural(seconds, {one: 'بعد ثانية واحدة', two: 'بعد ثانيتين', few: 'بعد # ثوانٍ', other: 'بعد # ثانية'})
    : plural(Math.ceil(seconds / 60), {one: 'بعد دقيقة واحدة', two: 'بعد دقيقتين', few: 'بعد # دقائق', other: 'بعد # دقيقة'});
};

const CHARACTERS: Forms = {zero: 'لا أحرف', one: 'حرف واحد', two: 'حرفان', few: '# أحرف', many: '# حرفًا', other: '# حرف'};
const LOWER: Forms = {one: 'حرف صغير واحد', two: 'حرفان صغيران', few: '# أحرف صغيرة', many: '# حرفًا صغيرًا', other: '# حرف صغير'};
const UPPER: Forms = {one: 'حرف كبير واحد', two: 'حرفان كبيران', few: '# أحرف كبيرة', many: '# حرفًا كبيرًا', other: '# حرف كبير'};
const DIGITS: Forms = {one: 'رقم واحد', two: 'رقمان', few: '# أرقام', many: '# رقمًا', other: '# رقم'};
const SYMBOLS: Forms = {one: 'رمز واحد', two: 'رمزان', few: '# رموز', many: '# رمزًا', other: '# رمز'};

const rules = new Intl.PluralRules('ar');

/** The number comes as it is shown, `10,000+` for example; its form follows the count. */
const users = (count: number, number: string): string =>
  ({
    zero: 'لا مستخدمين',
    one: 'مستخدم واحد',
    two: 'مستخدمان',
    few: `${number} مستخدمين`,
    many: `${number} مستخدمًا`,
    other: `${number} مستخدم`,
  })[rules.select(count)];

/** The same after "of", which takes another case. */
const usersOf = (count: number, number: string): string =>
  ({
    zero: 'صفر',
    one: 'مستخدم واحد',
    two: 'مستخدمَين',
    few: `${number} مستخدمين`,
    many: `${number} مستخدمًا`,
    other: `${number} مستخدم`,
  })[rules.select(count)];

/** Modern Standard Arabic. */
export const ar: TenantLanguage = {
  lang: 'ar',
  'change-password-form': {
    ...failures,
    current: 'كلمة المرور الحالية',
    currentRequired: 'أدخل كلمة مرورك الحالية.',
    next: 'كلمة المرور الجديدة',
    submit: 'تغيير كلمة المرور',
    submitForced: 'تعيين كلمة المرور',
    submitting: 'جارٍ الحفظ…',
    changed: 'تم تغيير كلمة مرورك، وانتهت جميع جلساتك الأخرى.',
    changedByLink: 'تم تعيين كلمة مرورك الجديدة. يمكنك تسجيل الدخول الآن.',
    wrong: 'هذه ليست كلمة مرورك الحالية.',
    refused: 'لم تُقبل كلمة المرور هذه، ولم يتغيّر شيء.',
    failed: 'لم تتغيّر كلمة مرورك.',
    expired: 'انتهت صلاحية كلمة مرورك المؤقتة. اطلب كلمة جديدة من أحد مسؤولي المستأجر.',
    linkExpired: 'استُخدم هذا الرابط من قبل أو انتهت صلاحيته. اطلب رابطًا جديدًا.',
    unseen: 'لم نتمكن من معرفة ما إذا تغيّرت كلمة مرورك. سجّل الدخول بالكلمة الجديدة، وإن تعذّر ذلك فبالقديمة.',
    show: 'إظهار',
    hide: 'إخفاء',
    showLabel: 'إظهار كلمة المرور الحالية',
    hideLabel: 'إخفاء كلمة المرور الحالية',
  },
  'change-role-dialog': {...failures, ...permissions, ...userDialogs['change-role-dialog']},
  'create-user-form': {...failures, ...createUserForm},
  'credential-handoff': {
    ...wall,
    secret: 'كلمة المرور المؤقتة',
    copy: 'نسخ',
    copyLabel: 'نسخ: كلمة المرور المؤقتة',
    copied: 'تم النسخ',
    copyByHand: 'تم تحديدها. انسخها بلوحة المفاتيح أو من قائمة المتصفح.',
    loginUrl: 'رابط تسجيل الدخول',
    username: 'اسم المستخدم',
    expires: 'تنتهي الصلاحية',
    firstLogin: 'يتطلب أول تسجيل دخول كلمة مرور جديدة. شارك هذه عبر قناة تثق بها.',
    onlyTime: 'لن تراها إلا هذه المرة.',
    hiddenIn: (time) => `تُخفى بعد ${time}.`,
    hidden: 'أُخفيت كلمة المرور المؤقتة ولا يمكن عرضها مرة أخرى.',
    withheld:
      'المستخدم موجود. لم تظهر كلمة المرور المؤقتة إلا مرة واحدة، في ردّ لم يصل، ولا يمكن عرضها مرة أخرى. ولن يتمكن المستخدم من تسجيل الدخول حتى تُستبدل.',
    print: 'طباعة',
    done: 'تم',
  },
  'deactivate-user-dialog': {...failures, ...userDialogs['deactivate-user-dialog']},
  'delete-user-dialog': {...failures, ...deleteUserDialog},
  'edit-user-dialog': {...failures, ...userDialogs['edit-user-dialog']},
  'edit-user-form': {...failures, ...permissions, ...editUserForm},
  'end-sessions-dialog': {...failures, ...userDialogs['end-sessions-dialog']},
  'job-list': {...failures, ...jobList},
  'resource-dashboard': {...failures, ...resourceDashboard},
  'password-field': {
    ...wall,
    label: 'كلمة المرور',
    confirmLabel: 'تأكيد كلمة المرور',
    confirmHint: 'أعد إدخال كلمة المرور للتأكيد',
    show: 'إظهار',
    hide: 'إخفاء',
    showLabel: 'إظهار كلمة المرور',
    hideLabel: 'إخفاء كلمة المرور',
    generate: 'توليد',
    required: 'أدخل كلمة مرور.',
    confirmRequired: 'أدخل كلمة المرور مرة أخرى.',
    refused: 'اختر كلمة مرور تستوفي الشروط.',
    mismatch: 'كلمتا المرور غير متطابقتين.',
    rules: 'شروط كلمة المرور',
    met: 'مستوفى',
    unmet: 'غير مستوفى',
    soFar: (count) => `${plural(count, CHARACTERS)} حتى الآن`,
    ruleSoFar: (rule, soFar) => `${rule}، ${soFar}`,
    ruleUnmet: (rule) => `${rule}: غير مستوفى`,
    tooShort: (limit) => (limit === undefined ? 'أحرف أكثر' : `${plural(limit, CHARACTERS)} على الأقل`),
    tooLong: (limit) => (limit === undefined ? 'أحرف أقل' : `${plural(limit, CHARACTERS)} على الأكثر`),
    illFormed: 'رموز يمكن حفظها فقط',
    containsPersonal: 'لا اسم ولا اسم مستخدم ولا بريد إلكتروني',
    blocklisted: 'ليست كلمة مرور شائعة',
    checkedWhenSent: 'يُتحقق منه عند الإرسال',
    reused: 'ليست كلمة سبق أن استخدمتها',
    sameAsTemporary: 'ليست كلمة المرور المؤقتة',
    otherRule: 'شرط آخر لدى مؤسستك',
    composition: ({lower, upper, digit, symbol}) =>
      (
        [
          [lower, LOWER],
          [upper, UPPER],
          [digit, DIGITS],
          [symbol, SYMBOLS],
        ] as const
      )
        .filter(([count]) => count > 0)
        .map(([count, forms]) => plural(count, forms))
        .join('، '),
  },
  'password-reset-request': {
    ...failures,
    organization: 'المؤسسة',
    organizationRequired: 'أدخل اسم مؤسستك.',
    login: 'اسم المستخدم أو البريد الإلكتروني',
    loginRequired: 'أدخل اسم المستخدم أو عنوان بريدك الإلكتروني.',
    submit: 'إرسال رابط إليّ',
    submitting: 'جارٍ الإرسال…',
    requested: 'إن كان هذا الحساب موجودًا، فستصلك رسالة قريبًا.',
    notSent: 'لم تُطلب أي رسالة.',
    noMail: 'لا يرسل هذا الخادم رسائل. اطلب كلمة مرور جديدة من أحد مسؤولي المستأجر.',
    unseen: 'لم نتمكن من معرفة ما إذا كانت الرسالة في طريقها إليك. تحقّق من بريدك، وإن لم تجدها فأعد الإرسال.',
  },
  'reactivate-user-dialog': {...failures, ...userDialogs['reactivate-user-dialog']},
  'reset-password-dialog': {...failures, ...userDialogs['reset-password-dialog']},
  'gpu-card': {...wall, ...dashboard['gpu-card']},
  'quick-links': {...wall, ...dashboard['quick-links']},
  'resource-card': {...wall, ...dashboard['resource-card']},
  'role-select': {
    ...failures,
    label: 'الدور',
    loading: 'جارٍ تحميل الأدوار…',
    choose: 'اختر دورًا',
    none: 'لا يوجد دور يمكن تعيينه',
    custom: 'أدوار مخصّصة',
    required: 'اختر دورًا.',
    failed: 'تعذّر تحميل الأدوار.',
  },
  'session-list': {
    ...failures,
    label: 'جلساتك',
    loading: 'جارٍ تحميل الجلسات…',
    failed: 'تعذّر تحميل جلساتك',
    empty: 'لا توجد جلسات مفتوحة',
    labelOther: 'جلسات المستخدم',
    failedOther: 'تعذّر تحميل جلسات المستخدم',
    emptyOther: 'لم يسجّل هذا المستخدم الدخول من أي مكان.',
    emptyText: 'سجّلت الدخول برمز من هذه البوابة، وهو لا يحتفظ بجلسة.',
    more: 'عرض المزيد',
    current: 'هذه الجلسة',
    end: 'إنهاء',
    endLabel: (device, when) => `إنهاء الجلسة: ${device}، تسجيل الدخول: ${when}`,
    ending: 'جارٍ الإنهاء…',
    ended: (device) => `انتهت الجلسة على ${device}.`,
    endFailed: 'لم تُنهَ الجلسة.',
    endUnseen: 'لم نتمكن من معرفة ما إذا انتهت الجلسة.',
    device: ({browser, system}) => (browser && system ? `${browser} على ${system}` : browser || system || 'جهاز غير معروف'),
    signedIn: (time, address) => `تسجيل الدخول: ${time}\u00a0من ${address}`,
    active: (time) => `آخر نشاط: ${time}`,
  },
  'tenant-sign-in': {
    ...failures,
    title: 'تسجيل الدخول',
    to: (organization) => `إلى ${organization}`,
    organization: 'المؤسسة',
    organizationRequired: 'أدخل اسم مؤسستك.',
    username: 'اسم المستخدم',
    usernameRequired: 'أدخل اسم المستخدم.',
    password: 'كلمة المرور',
    passwordRequired: 'أدخل كلمة المرور.',
    submit: 'تسجيل الدخول',
    submitting: 'جارٍ تسجيل الدخول…',
    show: 'إظهار',
    hide: 'إخفاء',
    showLabel: 'إظهار كلمة المرور',
    hideLabel: 'إخفاء كلمة المرور',
    wrong: 'اسم المستخدم أو كلمة المرور غير صحيحة.',
    wrongWithOrganization: 'المؤسسة أو اسم المستخدم أو كلمة المرور غير صحيحة.',
    deactivated: 'هذا الحساب معطّل. اطلب من أحد مسؤولي المستأجر إعادة تفعيله.',
    expired: 'انتهت صلاحية كلمة مرورك المؤقتة. اطلب كلمة جديدة من أحد مسؤولي المستأجر.',
    kept: 'لم تسجّل الدخول بعد. ما كتبته لا يزال هنا.',
    changed: 'تم تعيين كلمة مرورك الجديدة. سجّل الدخول بها.',
    newTitle: 'اختر كلمة مرور جديدة',
    for: (username) => `للمستخدم ${username}`,
    newText: 'كلمة مرورك مؤقتة. استبدلها للمتابعة.',
    back: 'تسجيل الدخول بحساب آخر',
  },
  'tenant-user-management': {
    ...failures,
    title: 'إدارة المستخدمين',
    description: 'ينشئ مسؤولو المستأجر مستخدمين كي يتمكن أعضاء الفريق من تنفيذ المهام وإجراء التحليلات واستخدام موارد العنقود الحاسوبي.',
    create: 'إنشاء مستخدم',
    required: 'جميع الحقول مطلوبة.',
    handingOver: 'شارك بيانات الدخول مع المستخدم الجديد.',
    close: 'إغلاق',
    loseTyped: 'ستفقد ما كتبته.',
    losePassword: 'لن تُعرض كلمة المرور المؤقتة مرة أخرى.',
    loseAnswer: (isSecret) =>
      `يجري إنشاء المستخدم الآن. إذا أغلقت هذه النافذة، ستُظهر القائمة النتيجة${isSecret ? '، ولن يرى أحد كلمة المرور المؤقتة' : ''}.`,
    stay: 'إبقاؤها مفتوحة',
    leave: 'إغلاق على أي حال',
    created: (name) => `تم إنشاء المستخدم ${name}.`,
    unsure: (username) => `ربما لم يُنشأ المستخدم ${username}. راجع القائمة قبل أن تحاول مرة أخرى.`,
    unloadable: 'تعذّر تحميل النموذج. تحقّق من اتصالك وحاول مرة أخرى، وإن لم ينجح ذلك فأعد تحميل الصفحة.',
    saved: (name) => `حُفظت التغييرات على ${name}.`,
    deactivated: (name) => `تم تعطيل ${name}.`,
    reactivated: (name) => `عاد ${name} نشطًا.`,
    roleChanged: (name, role) => `أصبح دور ${name}: ${role}.`,
    deleted: (name) => `تم حذف ${name}.`,
    passwordReset: (name) => `أُعيد تعيين كلمة مرور ${name}.`,
    sessionsEnded: (name) => `انتهت كل جلسات ${name}.`,
    undo: 'تراجع',
    undone: 'تم التراجع عن ذلك.',
    notUndone: 'لم يتم التراجع عن ذلك.',
    dismiss: 'إغلاق الإشعار',
  },
  'tenant-user-table': {
    ...failures,
    caption: 'المستخدمون',
    search: 'البحث عن مستخدمين',
    username: 'اسم المستخدم',
    name: 'الاسم',
    email: 'عنوان البريد الإلكتروني',
    role: 'الدور',
    createdAt: 'تاريخ الإنشاء',
    lastSignInAt: 'آخر تسجيل دخول',
    status: 'الحالة',
    active: 'نشط',
    mustChangePassword: 'يجب تغيير كلمة المرور',
    neverSignedIn: 'لم يسجّل الدخول قط',
    deactivated: 'معطّل',
    never: 'أبدًا',
    you: 'أنت',
    loading: 'جارٍ تحميل المستخدمين…',
    more: 'عرض المزيد',
    full: 'لعرض البقية، استخدم البحث أو اعكس الترتيب.',
    select: (name) => `تحديد ${name}`,
    selectAll: 'تحديد الكل',
    selected: (count, number) => `تم تحديد ${usersOf(count, number)}`,
    clearSelection: 'إلغاء التحديد',
    actions: 'إجراءات',
    users,
    shown: (shown, count, number) => `${shown} من ${usersOf(count, number)}`,
    empty: 'لا يوجد مستخدمون بعد',
    emptyText: 'أنشئ أول مستخدم للمستأجر. لكل مستخدم دور، ولا يرى إلا ما يسمح به دوره.',
    noMatch: 'لا يوجد مستخدمون مطابقون',
    noMatchText: (search) => (search ? `لا شيء يطابق «${search}».` : 'لا شيء يطابق عوامل التصفية.'),
    clear: 'مسح عوامل التصفية',
    failed: 'تعذّر تحميل المستخدمين',
    kept: 'عوامل التصفية لا تزال كما هي.',
    forbidden: 'لا يمكنك عرض المستخدمين',
    forbiddenText: (tenant) => `يتطلب ذلك صلاحية عرض المستخدمين. تواصل مع أحد مسؤولي المستأجر${tenant ? ` في ${tenant}` : ''}.`,
    signedOut: 'لم تسجّل الدخول',
    signedOutText: 'سجّل الدخول لعرض المستخدمين.',
  },
  'user-actions-menu': {
    ...wall,
    label: (name) => `إجراءات ${name}`,
    edit: 'تعديل',
    resetPassword: 'إعادة تعيين كلمة المرور',
    changeRole: 'تغيير الدور',
    endSessions: 'إنهاء الجلسات',
    deactivate: 'تعطيل',
    reactivate: 'إعادة التفعيل',
    delete: 'حذف المستخدم',
    oneself: 'لا يمكنك فعل ذلك بحسابك.',
  },
};
