import type {FailureMessages} from '../../foundation/failure.ts';
import type {TenantLanguage} from '../tenant-messages.ts';
import {aboutUser} from './user-dialogs.ts';

const rules = new Intl.PluralRules('ar');

/** One, two, a few and many of a thing; the many are said in the singular. */
type Forms = readonly [one: string, two: string, few: string, many: string];

const things: Readonly<Record<string, Forms>> = {
  job: ['مهمة واحدة', 'مهمتان', 'مهام', 'مهمة'],
  notebookServer: ['خادم دفاتر واحد', 'خادما دفاتر', 'خوادم دفاتر', 'خادم دفاتر'],
  storageVolume: ['وحدة تخزين واحدة', 'وحدتا تخزين', 'وحدات تخزين', 'وحدة تخزين'],
  modelEndpoint: ['نقطة نموذج واحدة', 'نقطتا نموذج', 'نقاط نماذج', 'نقطة نموذج'],
  virtualMachine: ['آلة افتراضية واحدة', 'آلتان افتراضيتان', 'آلات افتراضية', 'آلة افتراضية'],
  bareMetalServer: ['خادم فعلي واحد', 'خادمان فعليان', 'خوادم فعلية', 'خادمًا فعليًا'],
  kubernetesCluster: ['عنقود Kubernetes واحد', 'عنقودا Kubernetes', 'عناقيد Kubernetes', 'عنقود Kubernetes'],
  kubernetesNamespace: ['نطاق Kubernetes واحد', 'نطاقا Kubernetes', 'نطاقات Kubernetes', 'نطاق Kubernetes'],
  operation: ['عملية جارية واحدة', 'عمليتان جاريتان', 'عمليات جارية', 'عملية جارية'],
};

const counted = (forms: Forms | undefined, type: string, count: number, number: string): string => {
  const [one, two, few, many] = forms ?? [`${number} ${type}`, `${number} ${type}`, type, type];
  return {one, two, few: `${number} ${few}`}[rules.select(count) as string] ?? `${number} ${many}`;
};

/** What the dialog that deletes a user says beside what every element says. */
export const deleteUserDialog: Omit<TenantLanguage['delete-user-dialog'], keyof FailureMessages> = {
  ...aboutUser,
  title: (name) => `هل تريد حذف ${name}؟`,
  known: (username, role) => `${username}، ${role}`,
  note: 'تأكد من نقل بيانات المستخدم ومهامه قبل الحذف.',
  ownedTitle: 'ما يملكه هذا المستخدم',
  checked: (time) => `فُحص: ${time}`,
  checking: 'جارٍ السؤال عمّا يملكه هذا المستخدم…',
  check: 'الفحص مجددًا',
  nothing: 'لا يملك هذا المستخدم شيئًا.',
  notChecked: 'لا يُعرف ما يملكه هذا المستخدم.',
  unknown: 'لم يستطع الجميع الإفادة بما يملكه هذا المستخدم. قد يكون هناك المزيد.',
  things: (type, count, number) => counted(Object.hasOwn(things, type) ? things[type] : undefined, type, count, number),
  movable: 'يمكن نقله',
  unfinished: 'يجب أن ينتهي أولًا',
  immovable: 'تجب إزالته أولًا',
  transferTo: 'النقل إلى',
  transferHint: 'مستخدم نشط. اكتب للبحث بالاسم أو اسم المستخدم أو البريد الإلكتروني.',
  transfer: 'نقل',
  transferring: 'جارٍ البدء…',
  searching: 'جارٍ البحث…',
  nobody: 'لا يطابق ذلك أي مستخدم نشط.',
  notFound: 'تعذّر البحث عن المستخدمين.',
  more: 'هناك المزيد. واصل الكتابة للعثور عليهم.',
  choose: 'اختر مستخدمًا من القائمة.',
  target: 'لا يمكن نقل شيء إلى هذا المستخدم. اختر مستخدمًا نشطًا آخر.',
  moving: (name) => `جارٍ النقل إلى ${name}…`,
  moved: (done, total) => `${done} من ${total}`,
  movedSome: (done) => `حتى الآن: ${done}`,
  goesOn: 'يستمر ذلك عند الإغلاق.',
  unwatched: 'لا يمكن رؤية مدى التقدّم.',
  movedAll: (name) => `أصبح كل ما أمكن نقله ملكًا للمستخدم ${name}.`,
  notMoved: 'توقّف النقل. ما نُقل يبقى منقولًا، فابدأه مجددًا لنقل الباقي.',
  type: (username) => `اكتب ${username} للتأكيد`,
  mismatch: 'ليس هذا اسم المستخدم. حالة الأحرف مهمة.',
  effectErased: 'يُمحى الاسم والبريد الإلكتروني وتسجيل الدخول والجلسات. لا يمكن التراجع عن ذلك.',
  effectAudit: 'يحتفظ سجل التدقيق بما حدث، تحت «مستخدم محذوف».',
  left: (number) => `بقي للنقل: ${number}`,
  notYet: 'لا يمكن الحذف بعد',
  free: 'لم يبقَ شيء للنقل',
  owns: 'لا يزال هذا المستخدم يملك شيئًا. انقله أولًا.',
  ownershipUnknown: 'لم يستطع الجميع الإفادة بما يملكه هذا المستخدم. حاول مجددًا بعد قليل.',
  confirm: 'حذف المستخدم',
  confirming: 'جارٍ الحذف…',
};
