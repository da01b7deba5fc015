import * as forms from 'jango/forms';
import { Article } from './models.ts';

export class ArticleForm extends forms.ModelForm<Article> {
  static meta = { model: Article, fields: ['board', 'title', 'content', 'image'] } as const;
}

/** The search box above the list. */
export class SearchForm extends forms.Form {
  q = forms.CharField({ required: false, maxLength: 100, label: 'Search' });
}
