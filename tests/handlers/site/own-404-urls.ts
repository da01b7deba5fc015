import { path } from 'jango/urls';
import { index, own404 } from './views.ts';

export const urlpatterns = [path('', index)];
export const handler404 = own404;
