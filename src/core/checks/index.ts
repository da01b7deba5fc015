export {
  CheckError,
  CheckInfo,
  CheckMessage,
  type CheckOptions,
  CheckWarning,
  CRITICAL,
  DEBUG,
  ERROR,
  INFO,
  WARNING,
} from './messages.ts';
export { type Check, type CheckContext, register, runChecks, TAGS, tagsAvailable } from './registry.ts';
