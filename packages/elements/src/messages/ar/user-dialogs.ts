import type {FailureMessages} from '../../foundation/failure.ts';
import type {TenantLanguage} from '../tenant-messages.ts';

type Tag =
  | 'change-role-dialog'
  | 'deactivate-user-dialog'
  | 'edit-user-dialog'
  | 'end-sessions-dialog'
  | 'reactivate-user-dialog'
  | 'reset-password-dialog';

const rules = new Intl.PluralRules('ar');

/** The number comes as it is shown; its form follows the count. */
const permissions = (count: number, number: string): string =>
  ({one: 'صلاحية واحدة', two: 'صلاحيتان', few: `${number} صلاحيات`})[rules.select(count) as string] ?? `${number} صلاحية`;

export const aboutUser = {
  close: 'إغلاق',
  cancel: 'إلغاء',
  loading: 'جارٍ تحميل المستخدم…',
  notLoaded: 'تعذّر تحميل المستخدم',
  gone: 'حُذف هذا المستخدم في هذه الأثناء.',
  oneself: 'لا يمكن لأحد فعل ذلك بحسابه. اطلبه من مسؤول مستأجر آخر.',
  authority: 'يملك هذا المستخدم صلاحيات لا تملكها. تواصل مع مسؤول مستأجر يملكها.',
  lastAdministrator: 'هذا آخر مسؤول مستأجر نشط. اجعل شخصًا آخر مسؤول مستأجر أولًا.',
  changed: 'عدّل شخص آخر هذا المستخدم في هذه الأثناء. هذه حاله الآن.',
  nothingDone: 'لم يتغيّر شيء.',
  wouldLose: 'ما يظهر هنا لا يظهر مرة أخرى.',
  stay: 'إبقاؤه مفتوحًا',
  leave: 'إغلاقه على أي حال',
  unseen: 'لا نعلم هل تمّ ذلك. حاول مجددًا: لن يُنفَّذ مرتين.',
};

/** What the dialogs about one user say beside what every element says. */
export const userDialogs: {readonly [Name in Tag]: Omit<TenantLanguage[Name], keyof FailureMessages | 'permission'>} = {
  'change-role-dialog': {
    ...aboutUser,
    title: () => 'تغيير الدور',
    now: (name, role) => `${name}، الدور الحالي: ${role}`,
    newRole: 'الدور الجديد',
    applies: 'يسري من الطلب التالي. تستمر الجلسات.',
    changes: 'ما الذي يتغيّر',
    gains: 'يُضاف',
    loses: 'يُسحب',
    unchanged: (count, number) => (count === 0 ? 'لا تبقى أي صلاحية أخرى.' : `ما يبقى كما هو: ${permissions(count, number)}.`),
    same: 'لدى المستخدم هذا الدور بالفعل. اختر دورًا آخر.',
    notAssignable: 'لا يمكن منح هذا الدور. اختر دورًا آخر.',
    escalation: 'سيحصل المستخدم على صلاحيات لا تملكها. اختر دورًا آخر.',
    confirm: 'تطبيق',
    confirming: 'جارٍ التطبيق…',
  },
  'deactivate-user-dialog': {
    ...aboutUser,
    title: (name) => `هل تريد تعطيل ${name}؟`,
    effectSessions: 'تنتهي الجلسات المفتوحة فورًا، ويُرفض تسجيل الدخول.',
    effectKept: 'يبقى الحساب ودوره وبياناته ومهامه.',
    effectKeptChoosing: 'يبقى الحساب ودوره وبياناته.',
    effectBack: 'يمكنك إعادة تفعيل الحساب في أي وقت.',
    jobs: 'مهام هذا المستخدم',
    jobsKeep: 'تركها مستمرة',
    jobsKeepHint: 'يستمر ما هو قيد التشغيل، ويأخذ ما ينتظر دوره.',
    jobsHold: 'إيقافها مؤقتًا',
    jobsHoldHint: 'تنتظر إلى أن يُعاد تفعيل المستخدم.',
    jobsCancel: 'إلغاؤها نهائيًا',
    jobsCancelHint: 'تنتهي تمامًا، ولا تعود بإعادة تفعيل المستخدم.',
    reason: 'السبب',
    reasonHint: 'اختياري. يظهر مع المستخدم ويُحفظ في سجل التدقيق.',
    confirm: 'تعطيل',
    confirming: 'جارٍ التعطيل…',
  },
  'edit-user-dialog': {
    ...aboutUser,
    heading: 'تعديل',
    title: (name) => `تعديل ${name}`,
    wouldLose: 'ستفقد ما غيّرته.',
  },
  'end-sessions-dialog': {
    ...aboutUser,
    title: () => 'إنهاء الجلسات',
    effectSessions: (name) => `يُسجَّل خروج ${name} من كل الأجهزة فورًا.`,
    effectAgain: 'يبقى تسجيل الدخول ممكنًا بعد ذلك بكلمة المرور نفسها.',
    confirm: 'إنهاء كل الجلسات',
    confirming: 'جارٍ الإنهاء…',
  },
  'reactivate-user-dialog': {
    ...aboutUser,
    title: (name) => `هل تريد إعادة تفعيل ${name}؟`,
    effectAccess: 'يعود تسجيل الدخول ممكنًا بكلمة المرور والدور والبيانات كما كانت.',
    effectTemporary: 'تبقى كلمة المرور المؤقتة المنتهية منتهية: أعد تعيينها عندئذ.',
    confirm: 'إعادة التفعيل',
    confirming: 'جارٍ إعادة التفعيل…',
  },
  'reset-password-dialog': {
    ...aboutUser,
    title: (name) => `هل تريد إعادة تعيين كلمة مرور ${name}؟`,
    delivery: 'طريقة إيصال كلمة المرور الجديدة',
    deliveryShow: 'كلمة مرور مؤقتة تظهر هنا مرة واحدة',
    deliveryEmail: 'كلمة مرور مؤقتة بالبريد الإلكتروني',
    deliveryLink: 'رابط لاختيار كلمة مرور بالبريد الإلكتروني',
    effectTemporary: 'تحصل على كلمة مرور مؤقتة تظهر مرة واحدة.',
    effectEmail: (address) => `تُرسل كلمة مرور مؤقتة إلى ${address}.`,
    effectLink: (address) => `يُرسل رابط لاختيار كلمة مرور إلى ${address}.`,
    effectSessions: 'تتوقف كلمة المرور القديمة عن العمل، وتنتهي الجلسات المفتوحة فورًا.',
    effectLogin: 'يُطلب عند أول تسجيل دخول بها اختيار كلمة مرور جديدة.',
    ready: 'كلمة المرور المؤقتة جاهزة',
    readyFor: (name) => `إلى ${name}. شاركها عبر قناة تثق بها.`,
    sent: 'الرسالة في طريقها',
    sentEmail: (address) => `أُرسلت كلمة مرور مؤقتة إلى ${address}. يُطلب عند أول تسجيل دخول بها اختيار كلمة جديدة.`,
    sentLink: (address) => `أُرسل رابط لاختيار كلمة مرور إلى ${address}. يعمل الرابط مرة واحدة.`,
    unsent: 'تعذّر إرسال الرسالة',
    unsentEmail: (address) => `أُعيد تعيين كلمة المرور، لكن تعذّر حتى الآن إرسال الكلمة المؤقتة إلى ${address}. يواصل الخادم المحاولة.`,
    unsentLink: (address) => `أُعيد تعيين كلمة المرور، لكن تعذّر حتى الآن إرسال الرابط إلى ${address}. يواصل الخادم المحاولة.`,
    sendAgain: 'إعادة الإرسال',
    showInstead: 'عرضها هنا بدلًا من ذلك',
    done: 'تم',
    ended: 'لم تعد كلمة المرور القديمة صالحة، وانتهت الجلسات المفتوحة.',
    withheld: 'أُعيد تعيين كلمة المرور. ظهرت كلمة المرور المؤقتة مرة واحدة في ردّ ضاع، ولا يمكن عرضها مجددًا. أعد تعيين كلمة المرور مرة أخرى.',
    wouldLose: 'لا تظهر كلمة المرور المؤقتة مرة أخرى.',
    noMail: 'لا يرسل هذا الخادم رسائل. اعرض كلمة المرور المؤقتة هنا.',
    deactivated: 'هذا المستخدم معطَّل. أعد تفعيله أولًا.',
    external: 'يسجّل هذا المستخدم الدخول في مكان آخر، وتُدار كلمة المرور هناك.',
    confirm: 'إعادة تعيين كلمة المرور',
    confirming: 'جارٍ إعادة التعيين…',
  },
};
