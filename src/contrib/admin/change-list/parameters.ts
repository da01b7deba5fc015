/** Names of parameters that mean something to the list itself; all others narrow it. */
export const ALL_VAR = 'all';
export const ORDER_VAR = 'o';
export const PAGE_VAR = 'p';
export const SEARCH_VAR = 'q';
export const ERROR_FLAG = 'e';
export const POPUP_VAR = '_popup';
export const TO_FIELD_VAR = '_to_field';
/** On other pages: the parameters of the list to come back to. */
export const CHANGELIST_FILTERS_VAR = '_changelist_filters';

export const IGNORED_PARAMS: ReadonlySet<string> = new Set([
  ALL_VAR,
  ORDER_VAR,
  PAGE_VAR,
  SEARCH_VAR,
  ERROR_FLAG,
  POPUP_VAR,
  TO_FIELD_VAR,
]);

/** Name of the boxes that choose rows. */
export const SELECTED_NAME = '_selected_action';
