import { models } from 'jango/db';

/** Fields that make texts of what they are given. */
export class Host extends models.Model {
  address = models.GenericIPAddressField({ null: true });
  file = models.FileField({ null: true });
  static objects = models.Manager<Host>();
}
