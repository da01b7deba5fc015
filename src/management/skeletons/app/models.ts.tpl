import { models } from 'jango/db';

// Write your models here: export class Article extends models.Model { title = models.CharField({ maxLength: 100 }); }
