import {pluralIn} from '../plural.ts';
import type {JobListTexts} from '../tenant-messages.ts';

const plural = pluralIn('ar');

/** What the list of jobs says in Arabic. */
export const jobList: JobListTexts = {
  label: 'المهام',
  loading: 'جارٍ تحميل المهام…',
  failed: 'تعذّر تحميل المهام',
  noAnswer: 'لا يردّ أي عنقود الآن. سيُعاد السؤال تلقائيًا.',
  forbidden: 'لا يمكنك رؤية المهام',
  forbiddenText: 'يتطلب ذلك صلاحية رؤية المهام. تواصل مع مسؤول المؤسسة.',
  empty: 'لا توجد مهام',
  emptyText: 'ما يُرسَل إلى عنقود يظهر هنا تلقائيًا.',
  noMatch: 'لا توجد مهام كهذه',
  noMatchText: 'لا توجد مهمة في هذه الحالة، أو على هذا العنقود.',
  showAll: 'عرض كل المهام',
  more: 'عرض المزيد',
  shown: (count, number) => plural(count, {few: `تُعرض ${number} مهام.`, many: `تُعرض ${number} مهمة.`, other: `تُعرض ${number} مهمة.`}),
  stateFilter: 'الحالة',
  allStates: 'كل الحالات',
  clusterFilter: 'العنقود',
  allClusters: 'كل العناقيد',
  job: 'المهمة',
  partition: 'القسم',
  gpus: 'معالجات الرسوم',
  state: 'الحالة',
  time: 'المدة',
  reason: 'السبب',
  notKnown: 'غير معروف',
  exitCode: (code) => `رمز الخروج ${code}`,
  pending: 'قيد الانتظار',
  running: 'قيد التشغيل',
  suspended: 'معلّقة',
  completing: 'قيد الإنهاء',
  completed: 'مكتملة',
  failedState: 'فاشلة',
  timedOut: 'انتهى وقتها',
  cancelled: 'ملغاة',
  preempted: 'أُزيحت',
  unknown: 'غير معروفة',
};
