import type {ResourceDashboardTexts} from '../tenant-messages.ts';

/** What the dashboard says in Arabic. */
export const resourceDashboard: ResourceDashboardTexts = {
  title: 'لوحة المعلومات',
  ofTenant: (tenant) => `جميع موارد ${tenant ?? 'المؤسسة'}`,
  own: 'مواردك',
  updatedNow: 'حُدّثت الآن',
  updatedAgo: (when) => `حُدّثت ${when}`,
  refresh: 'تحديث',
  edit: 'تعديل لوحة المعلومات',
  loading: 'جارٍ تحميل لوحة المعلومات…',
  failed: 'تعذّر تحميل لوحة المعلومات',
  figuresFailed: 'تعذّر تحميل الأرقام.',
  empty: 'لا شيء على هذه اللوحة',
  emptyText: 'أُزيلت جميع بلاطاتها أو أُخفيت.',
  emptyEdit: 'اختر «تعديل لوحة المعلومات» لإضافة بعضها.',
  tileFailed: (tile) => `تعذّر عرض ${tile}.`,
  editUnloadable: 'تعذّر تحميل ما يلزم للتعديل. تحقق من اتصالك وحاول مرة أخرى.',
};
