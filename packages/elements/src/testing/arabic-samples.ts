// Imported on a page in Arabic, this makes every server of samples answer in Arabic.

const words: Readonly<Record<string, string>> = {
  Nia: 'نورة',
  Castellanos: 'القحطاني',
  Oskar: 'عمر',
  Lindqvist: 'الفاروق',
  Priya: 'ريم',
  Raghunathan: 'عبد الرحمن',
  Tomás: 'طارق',
  Reyes: 'الرشيد',
  Li: 'ليلى',
  Wenjing: 'حدّاد',
  Hannah: 'هناء',
  Osei: 'العثمان',
  Yusuf: 'يوسف',
  Demir: 'الدمشقي',
  Freya: 'فريدة',
  Nilsen: 'النجار',
  Mateo: 'مازن',
  Ferreira: 'الفارس',
  Aiko: 'آية',
  Tanabe: 'الطائي',
  Kofi: 'كريم',
  Mensah: 'المنصور',
  Amara: 'أميرة',
  Okafor: 'القاضي',
  'Tenant Admin': 'مدير المستأجر',
  'Tenant User': 'مستخدم المستأجر',
  'GPU Researcher': 'باحث GPU',
  Developer: 'مطوّر',
  Analyst: 'محلّل',
  Auditor: 'مدقّق',
  Northlight: 'نورثلايت',
  'Runs jobs, notebooks and models.': 'يشغّل المهام والدفاتر والنماذج.',
  'Evaluates: uses notebooks and queries models.': 'يقيّم: يستخدم الدفاتر ويستعلم من النماذج.',
  'Builds on the platform.': 'يبني على المنصة.',
  'Trains models.': 'يدرّب النماذج.',
  'Works with what is there: submits jobs, uses notebooks and queries models.':
    'يعمل بما هو متاح: يرسل المهام ويستخدم الدفاتر ويستعلم من النماذج.',
};

const toArabic = (_: string, value: unknown): unknown => (typeof value === 'string' ? (words[value] ?? value) : value);

const json = Response.json;

Response.json = (body: unknown, init?: ResponseInit): Response => json(JSON.parse(JSON.stringify(body, toArabic)), init);
