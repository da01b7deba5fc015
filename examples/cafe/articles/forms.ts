import * as forms from 'jango/forms';
import { Article } from './models.ts';

export class ArticleForm extends forms.ModelForm<Article> {
  static meta: forms.ModelFormMeta<Article> = {
    model: Article,
    fields: ['board', 'title', 'content', 'image'],
  };
}

/** The search box above the list. */
export class SearchForm extends forms.Form {
  q = forms.CharField({ required: false, maxLength: 100, label: 'Search' });
}
