import { registerArrayLookups } from './lookups/array-lookups.ts';
import { registerHStoreLookups } from './lookups/hstore-lookups.ts';
import { registerRangeLookups } from './lookups/range-lookups.ts';
import './lookups/search-lookups.ts';

// Whoever has a field of these kinds has their lookups, whether the app is installed or not.
registerArrayLookups();
registerHStoreLookups();
registerRangeLookups();
