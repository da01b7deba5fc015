import { fileURLToPath } from 'node:url';
import { configure } from 'jango/conf';
import { describe, expect, test } from 'vitest';
import { migrations } from '../../../conformance/families/migrations.ts';
import { schema } from '../../../conformance/families/schema.ts';
import { hasVectors, readVectors } from '../../support/conformance.ts';

const vectorsFolder = fileURLToPath(new URL('../../../../shared/conformance/', import.meta.url));

configure({ SECRET_KEY: 'x', BASE_DIR: '/nowhere' });

for (const family of [migrations, schema]) {
  describe.skipIf(!hasVectors)(`Django's ${family.name}`, () => {
    for (const vector of readVectors(family.name)) {
      test(vector.id, async () => {
        const result = await family.run(vector as never, vectorsFolder);
        expect(family.compare!(vector as never, result)).toBeUndefined();
      });
    }
  });
}
