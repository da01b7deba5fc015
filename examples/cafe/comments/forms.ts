import * as forms from 'jango/forms';
import { Comment } from './models.ts';

export class CommentForm extends forms.ModelForm<Comment> {
  static meta: forms.ModelFormMeta<Comment> = {
    model: Comment,
    fields: ['content'],
    widgets: { content: new forms.Textarea({ attrs: { rows: 3, placeholder: 'Say something kind' } }) },
    labels: { content: 'Your comment' },
  };
}
