export { ContentFile } from './content-file.ts';
export { File } from './file.ts';
export { getValidFilename, safeJoin, validateFileName } from './file-names.ts';
export { FileSystemStorage, type FileSystemStorageOptions } from './file-system-storage.ts';
export { InMemoryStorage } from './in-memory-storage.ts';
export { LocalFile } from './local-file.ts';
export { Storage } from './storage.ts';
export { defaultStorage, registerStorageBackend, storages } from './storages.ts';
export { SimpleUploadedFile, UploadedFile, type UploadInfo } from './uploaded-file.ts';
