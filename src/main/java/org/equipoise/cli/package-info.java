/**
 * The command line: parse, load, one call, print, exit code. Holds no formula, no rule and no file
 * format. Start at {@link org.equipoise.cli.Main}.
 */
@NullMarked
package org.equipoise.cli;

import org.jspecify.annotations.NullMarked;
