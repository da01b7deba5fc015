import * as forms from 'jango/forms';
import { Article, Author } from './models.ts';

export class ArticleForm extends forms.ModelForm<Article> {
  author_id = forms.ModelChoiceField({ queryset: Author.objects.all() });

  static meta: forms.ModelFormMeta<Article> = { model: Article, fields: ['title', 'body'] };
}
