import './tenant-provider.ts';
