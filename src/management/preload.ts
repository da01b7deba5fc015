/**
 * The parts that every project uses. With tsx's loader each import is a talk with another thread; those that happen before it is registered
 * are spared that, which halves the start on a Node without type stripping.
 */
import '../db/index.ts';
import '../forms/index.ts';
import '../handlers/index.ts';
import '../http/index.ts';
import '../shortcuts.ts';
import '../template/load-libraries.ts';
import '../urls/index.ts';
