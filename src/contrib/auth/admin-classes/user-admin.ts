import type { Field } from '../../../db/models/fields/field.ts';
import type { AnyModel } from '../../../db/models/model.ts';
import type { QuerySet } from '../../../db/models/types/query-set.ts';
import type { HttpRequest } from '../../../http/request.ts';
import type { HttpResponseBase } from '../../../http/response-base.ts';
import type { View } from '../../../urls/view.ts';
import { formatHtml, formatHtmlJoin, type SafeString } from '../../../utils/html.ts';
import { display } from '../../admin/annotations.ts';
import type { PlainFieldsets } from '../../admin/base-model-admin.ts';
import type { ModelAdminForm } from '../../admin/forms/form-class.ts';
import { ModelAdmin, type ModelAdminUrl } from '../../admin/model-admin.ts';
import { UserCreationForm } from '../forms/user-creation-form.ts';
import { HasherError } from '../hashers/password-hasher.ts';
import { identifyHasher } from '../hashers/registry.ts';
import type { User } from '../models.ts';
import { permissionChoices } from './group-admin.ts';
import { userPasswordView } from './user-password-view.ts';

/** Users: made in two steps, name and password first; the password's hash is shown in outline and changed on a page of its own. */
export class UserAdmin extends ModelAdmin<User> {
  override listDisplay = ['username', 'email', 'firstName', 'lastName', 'isStaff'] as const;
  override listFilter = ['isStaff', 'isSuperuser', 'isActive', 'groups'] as const;
  override searchFields = ['username', 'firstName', 'lastName', 'email'] as const;
  override ordering = ['username'] as const;
  override filterHorizontal = ['groups', 'userPermissions'] as const;
  override readonlyFields = ['passwordSummary'] as const;
  override addFormTemplate = 'admin/auth/user/add_form.html';
  /** Fields of the first step. */
  addFieldsets: PlainFieldsets = [
    [null, { classes: ['wide'], fields: ['username', 'password1', 'password2'] }],
  ];
  /** Form of the first step. */
  addForm: ModelAdminForm<User> = UserCreationForm;
  override fieldsets = [
    [null, { fields: ['username', 'passwordSummary'] }],
    ['Personal info', { fields: ['firstName', 'lastName', 'email'] }],
    ['Permissions', { fields: ['isActive', 'isStaff', 'isSuperuser', 'groups', 'userPermissions'] }],
    ['Important dates', { fields: ['lastLogin', 'dateJoined'] }],
  ] as const;

  /** How the password is stored, and the link that changes it. */
  passwordSummary = display({ description: 'password' }, async (user: User): Promise<SafeString> => {
    const facts = await summaryOf(user);
    const shown = formatHtmlJoin('', '<dt>{}</dt><dd>{}</dd>', facts);
    const action = user.hasUsablePassword() ? 'Reset password' : 'Set password';
    return formatHtml(
      '<dl class="facts">{}</dl><p><a class="button button-small" href="../password/">{}</a></p>',
      shown,
      action,
    );
  });

  override getFieldsets(
    request: HttpRequest,
    user: User | null,
  ): ReturnType<ModelAdmin<User>['getFieldsets']> {
    return user === null ? this.addFieldsets : super.getFieldsets(request, user);
  }

  override getReadonlyFields(request: HttpRequest, user: User | null): readonly string[] {
    return user === null ? [] : super.getReadonlyFields(request, user);
  }

  override getForm(request: HttpRequest, user: User | null): ModelAdminForm<User> | null {
    return user === null ? this.addForm : super.getForm(request, user);
  }

  override getUrls(): readonly ModelAdminUrl[] {
    const view = (request: HttpRequest, { objectId }: { objectId: string }): Promise<HttpResponseBase> =>
      userPasswordView(this as unknown as ModelAdmin, request, objectId);
    return [{ route: '<path:objectId>/password/', view: view as View<never>, name: 'password_change' }];
  }

  override formfieldForManyToMany(field: Field): QuerySet<AnyModel> | undefined {
    return field.name === 'userPermissions' ? permissionChoices() : undefined;
  }

  /** Whoever may add users but not change them could make a superuser and log in as it. */
  override async hasAddPermission(request: HttpRequest): Promise<boolean> {
    return (await super.hasAddPermission(request)) && (await this.hasChangePermission(request));
  }
}

async function summaryOf(user: User): Promise<(readonly [string, string | number])[]> {
  if (!user.hasUsablePassword() || user.password === '') return [['password', 'No password set.']];
  try {
    const hasher = await identifyHasher(user.password);
    return Object.entries(hasher.safeSummary(user.password));
  } catch (error) {
    if (error instanceof HasherError)
      return [['password', 'Invalid password format or unknown hashing algorithm.']];
    throw error;
  }
}
