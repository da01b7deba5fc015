import type { Field } from '../../../db/models/fields/field.ts';
import type { BoundField } from '../../../forms/bound-field.ts';
import { RadioSelect } from '../../../forms/widgets/radio-select.ts';
import type { HttpRequest } from '../../../http/request.ts';
import { formatHtml, formatHtmlJoin, type SafeString } from '../../../utils/html.ts';
import { modelUrl, siteUrl, urlName } from '../admin-url.ts';
import type { AnyAdmin } from '../base-model-admin.ts';
import { relatedModel } from '../field-at-path.ts';
import { icon } from '../icon.ts';

/** Stands in an address for the key that is chosen; the page's script puts it in. */
const CHOSEN = '__fk__';

/** The widget of a relation with links that add, change and view the other model's objects, as far as the user may. */
export async function withRelatedLinks(
  admin: AnyAdmin,
  field: Field,
  bound: BoundField,
  request: HttpRequest,
): Promise<SafeString> {
  const widget = await bound.toHtml();
  const model = relatedModel(field);
  const site = admin.adminSite;
  if (!site.isRegistered(model) || bound.field.widget instanceof RadioSelect) return widget;
  const other = site.getModelAdmin(model);
  const name = other.opts.verboseName;
  const links: SafeString[] = [];
  const add = (label: string, sign: string, attribute: 'href' | 'data-href-template', url: string): void => {
    links.push(
      formatHtml(
        `<a class="icon-button" role="button" data-related="{}" ${attribute}="{}" aria-label="{}" title="{}">{}</a>`,
        bound.idForLabel,
        url,
        label,
        label,
        icon(sign),
      ),
    );
  };
  const pageOfChosen = siteUrl(site.name, urlName(other.opts, 'change'), { objectId: CHOSEN });
  if (admin.rawIdFields.includes(field.name as never)) {
    add(`Look up ${name}`, 'search', 'href', modelUrl(site.name, other.opts, 'changelist'));
  } else if (!field.manyToMany) {
    const canChange = await other.hasChangePermission(request);
    if (canChange) add(`Change selected ${name}`, 'pencil', 'data-href-template', pageOfChosen);
    else if (await other.hasViewPermission(request))
      add(`View selected ${name}`, 'eye', 'data-href-template', pageOfChosen);
  }
  if (await other.hasAddPermission(request)) {
    add(`Add another ${name}`, 'plus', 'href', modelUrl(site.name, other.opts, 'add'));
  }
  if (links.length === 0) return widget;
  return formatHtml(
    '<div class="related">{}{}</div>',
    widget,
    formatHtmlJoin(
      '',
      '{}',
      links.map((link) => [link]),
    ),
  );
}
